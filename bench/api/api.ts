import { Effect, Redacted } from "effect"
import { join } from "node:path"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies, doorTo } from "../support/companies.ts"
import { load, type LoadResult, median, round, type Shot } from "../support/load.ts"
import { serverProcess } from "../support/serverProcess.ts"

const connections = 32

/** Until both sides are compiled by what they do most. */
const warmUpSeconds = 8

/**
 * Requests per second of a read and of a write, each in one tenant transaction, 32 connections of 32 companies:
 * the service, and the same written by hand, in turn, `rounds` times; medians, and the ratio of the medians.
 */
export const api = ({ rounds, seconds }: { readonly rounds: number; readonly seconds: number }) =>
  Effect.gen(function* () {
    const { service } = yield* benchDatabase
    const keys = (yield* companies(connections).pipe(Effect.provide(doorTo(service, 4)))).map(
      ({ key }) => key
    )
    const ports = {
      ours: yield* serverProcess(join(import.meta.dirname, "ours.ts"), Redacted.value(service)),
      handWritten: yield* serverProcess(join(import.meta.dirname, "handWritten.ts"), Redacted.value(service))
    }
    const compare = (expected: number, shot: (key: string, client: number, turn: number) => Shot) =>
      Effect.promise(async () => {
        const run = (port: number, time: number) =>
          load({ port, connections, seconds: time, expected, shot: (c, t) => shot(keys[c] ?? "", c, t) })
        await run(ports.ours, warmUpSeconds)
        await run(ports.handWritten, warmUpSeconds)
        const results: Record<"ours" | "handWritten", Array<LoadResult>> = { ours: [], handWritten: [] }
        for (let i = 0; i < rounds; i++) {
          // the machine grows faster or slower with time: neither side is always the first
          const order = i % 2 === 0 ? (["ours", "handWritten"] as const) : (["handWritten", "ours"] as const)
          for (const side of order) results[side].push(await run(ports[side], seconds))
        }
        const rate = (side: typeof results.ours) =>
          median(side.map(({ requestsPerSecond }) => requestsPerSecond))
        return { ...results, ratio: round(rate(results.ours) / rate(results.handWritten)) }
      })
    return {
      connections,
      secondsPerRound: seconds,
      read: yield* compare(200, (key) => ({
        method: "GET",
        path: "/v2/tenant",
        headers: { authorization: `Bearer ${key}` }
      })),
      write: yield* compare(201, (key) => ({
        method: "POST",
        path: "/v2/accounting/drafts",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          "idempotency-key": crypto.randomUUID()
        },
        body: draft
      }))
    }
  }).pipe(Effect.scoped)

const draft = JSON.stringify({
  journal: "VE",
  date: "2026-01-31",
  label: "Facture F-2026-001",
  lines: [
    { account: "411", debit: { amount: "120.00", currency: "EUR" } },
    { account: "706", credit: { amount: "100.00", currency: "EUR" } },
    { account: "44571", credit: { amount: "20.00", currency: "EUR" } }
  ]
})
