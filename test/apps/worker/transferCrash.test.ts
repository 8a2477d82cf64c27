import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { swanSimulator } from "../../../simulators/swan/swanSimulator.ts"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { fecWorld } from "../../support/fecWorld.ts"
import { call, testMasterKey } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { paymentsOf } from "../../support/swan/paymentsAt.ts"
import { decideConsent } from "../../support/swan/swanWorld.ts"
import { batchTo, swanOver, transfersPath, transferTo } from "../../support/swan/transferRequests.ts"

const silence = { kind: "silence" } as const

/** At which call to Swan each of four transfers and of a batch stands when the worker is killed, and how it must end. */
const deaths = [
  {
    name: "while the payee is checked",
    part: { payee: { name: "Check SARL", account: "FR1420041010050500013M02606" } },
    fault: { when: "after", what: silence, within: "Check SARL", times: 1 },
    ends: "booked"
  },
  {
    name: "before the order has had an effect",
    part: { label: "order-without-effect" },
    fault: { when: "before", what: silence, within: "order-without-effect", times: 1 },
    ends: "rejected"
  },
  {
    name: "after the order's effect and before its answer",
    part: { label: "order-without-answer" },
    fault: { when: "after", what: silence, within: "order-without-answer", times: 1 },
    ends: "booked"
  },
  {
    name: "while it is read what became of it",
    part: {},
    fault: { when: "after", what: silence, within: "query Payment(", times: 1 },
    ends: "booked"
  },
  {
    name: "after the effect of a batch's order and before its answer",
    part: { batch: [11, 12] },
    fault: { when: "after", what: silence, within: "Facture de 11 euros", times: 1 },
    ends: "accepted"
  }
] as const satisfies ReadonlyArray<{ readonly fault: Fault } & Record<string, unknown>>

/** As if the sending lay an hour back: "there is nothing" is believed then. */
const anHourAgo = (scope: TenantScope["Service"]) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = sent_at - interval '1 hour'
        where tenant_id = ${tenantId} and sent_at is not null`
    )
  ).pipe(Effect.provideService(TenantScope, scope))

const rule = {
  eventType: "transfers.booked",
  journal: "BQ",
  controlAccount: "401",
  netAccount: "512",
  side: "debit"
}

const accountOf = (key: string) =>
  Effect.map(call("GET", "/v2/banking/provider-accounts", { key }), ({ json }) =>
    at(json, "items", "length") === 0 ? undefined : textAt(json, "items", 0, "id")
  )

const standingOf = (key: string, path: string) => Effect.map(call("GET", path, { key }), ({ json }) => json)

const entriesOn401 = (key: string) =>
  Effect.map(call("GET", "/v2/accounting/entries?account=401", { key }), ({ json }) =>
    at(json, "items", "length")
  )

/** A company with books, connected to a project of its own, whose accounts a worker is asked to read. */
const company = Effect.gen(function* () {
  const { key, scope } = yield* companyWithBooks
  const ruled = yield* send("POST", "/v2/accounting/posting-rules", key, rule)
  assert.strictEqual(ruled.status, 201, ruled.text)
  const clientId = `client-${uuidV7()}`
  const connectionId = yield* swanOver(key, "simulation", clientId)
  yield* send("POST", "/v2/banking/sync", key, { connectionId })
  return { key, scope, clientId }
})

/** Asks for a transfer, or for a batch of these euros; answers where it is read. */
const asked = (key: string, part: object | { readonly batch: ReadonlyArray<number> }) =>
  Effect.gen(function* () {
    const account = yield* eventually(accountOf(key), (found) => found !== undefined)
    const [path, body] =
      "batch" in part
        ? (["/v2/transfer-batches", batchTo(account ?? "", part.batch)] as const)
        : ([transfersPath, transferTo(account ?? "", part)] as const)
    const made = yield* send("POST", path, key, body)
    assert.strictEqual(made.status, 201, made.text)
    return `${path}/${textAt(made.json, "id")}`
  })

layer(fecWorld, { excludeTestServices: true, timeout: "180 seconds" })(
  "a worker killed at each step",
  (it) => {
    it.effect(
      "of a transfer leaves one at the institution at most, which is followed to its end and posted once",
      () =>
        Effect.gen(function* () {
          const { url } = yield* JobDatabase
          const simulator = yield* serveSimulator(swanSimulator({ booksAfter: 0 }))
          const settings = { AZALS_MASTER_KEY: testMasterKey, SIMULATION_SWAN_URL: simulator.url }
          const companies = yield* Effect.forEach(deaths, (death) =>
            Effect.map(company, (made) => ({ ...made, ...death }))
          )
          const worker = yield* startWorker(url, productionWorkerFile, settings)
          simulator.faults.push(...deaths.map(({ fault }) => fault))
          const standing = yield* Effect.forEach(companies, (one) =>
            Effect.map(asked(one.key, one.part), (path) => ({ ...one, path }))
          )
          yield* eventually(
            Effect.sync(() => simulator.faults.length),
            (left) => left === 0
          )
          yield* worker.kill
          yield* Effect.forEach(standing, ({ scope }) => anHourAgo(scope))
          yield* startWorker(url, productionWorkerFile, settings)
          yield* Effect.forEach(
            standing,
            ({ clientId, ends, key, name, part, path }) =>
              Effect.gen(function* () {
                const came = yield* eventually(standingOf(key, path), (now) =>
                  ["consent_pending", "rejected"].includes(textAt(now, "state"))
                )
                const goes = ends !== "rejected"
                if (goes) yield* decideConsent(textAt(came, "consent", "url"), "accept")
                yield* eventually(standingOf(key, path), (now) => textAt(now, "state") === ends)
                assert.strictEqual(yield* paymentsOf(simulator.url, clientId), goes ? 1 : 0, name)
                if (!goes) return
                const entries = "batch" in part ? part.batch.length : 1
                yield* eventually(entriesOn401(key), (count) => count === entries)
                const listed = yield* call("GET", `${transfersPath}?state=booked`, { key })
                assert.strictEqual(at(listed.json, "items", "length"), entries, name)
              }),
            { concurrency: "unbounded" }
          )
        }).pipe(Effect.scoped),
      180_000
    )
  }
)
