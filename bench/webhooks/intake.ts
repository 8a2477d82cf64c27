import { Effect } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { hookSides } from "../support/hookSides.ts"
import { load, type LoadResult, median, round } from "../support/load.ts"
import { benchSecret } from "../support/swanAddress.ts"

const connections = 32

/**
 * Accepted notifications a second at one address, 32 connections: the service (proof, one statement that finds the
 * company, dedupes and keeps) and a bare Hono route that inserts one row, in turn, `rounds` times; medians, their ratio.
 */
export const intake = ({ rounds, seconds }: { readonly rounds: number; readonly seconds: number }) =>
  Effect.gen(function* () {
    const { bare, ours, path } = yield* hookSides
    return yield* Effect.promise(async () => {
      const run = (port: number, at: string, time: number) =>
        load({ port, connections, seconds: time, expected: 200, shot: () => shotAt(at) })
      await run(ours, path, 3)
      await run(bare, "/hook", 3)
      const results: Record<"ours" | "bare", Array<LoadResult>> = { ours: [], bare: [] }
      for (let i = 0; i < rounds; i++) {
        results.ours.push(await run(ours, path, seconds))
        results.bare.push(await run(bare, "/hook", seconds))
      }
      const rate = (side: ReadonlyArray<LoadResult>) =>
        median(side.map(({ requestsPerSecond }) => requestsPerSecond))
      return {
        connections,
        secondsPerRound: seconds,
        ...results,
        ratio: round(rate(results.ours) / rate(results.bare))
      }
    })
  }).pipe(Effect.scoped)

const shotAt = (path: string) => ({
  method: "POST",
  path,
  headers: { "content-type": "application/json", "x-swan-secret": benchSecret },
  body: JSON.stringify({
    eventType: "Transaction.Booked",
    eventId: uuidV7(),
    eventDate: "2026-11-22T10:00:00.000Z",
    projectId: "5f2c0f5c-8b1d-4f1e-9a51-3f0f6b9c1a11",
    resourceId: "b1a2c3d4-8b1d-4f1e-9a51-3f0f6b9c1a11"
  })
})
