import { Effect, Logger } from "effect"
import { newState, nmiSimulator } from "../../simulators/nmi/nmiSimulator.ts"
import { serveSimulator, type RunningSimulator } from "../../simulators/host/serveSimulator.ts"
import { swanSimulator } from "../../simulators/swan/swanSimulator.ts"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies, doorTo } from "../support/companies.ts"
import { atOurs } from "./atOurs.ts"
import { salesAt, transfersAt } from "./atProviders.ts"
import { faultShare, plannedFaults, tallyOf } from "./plannedFaults.ts"
import { concurrency, played, prepared } from "./played.ts"
import { world } from "./world.ts"

const companyCount = 10

/**
 * As many transfers (Swan) as payments (NMI), of ten companies, from the order to the entry in the books, against
 * simulators of which one request in five fails, before or after its effect. Counts what is left unsettled, what
 * happened twice and what the books miss: each must be zero. Not the real thing in two ways: the budgets of calls are
 * wide, and after all were sent the clock is moved on by sixteen minutes, so that absence is believed.
 */
export const providers = (wanted: { readonly transfers: number; readonly payments: number }) =>
  Effect.gen(function* () {
    const { admin, service } = yield* benchDatabase
    const made = yield* companies(companyCount).pipe(Effect.provide(doorTo(service, 4)))
    const nmiState = newState()
    const swan = yield* serveSimulator(swanSimulator({ booksAfter: 0 }))
    const nmi = yield* serveSimulator(nmiSimulator(nmiState))
    const calls = new Map<string, number>()
    const started = performance.now()
    const run = Effect.gen(function* () {
      const ready = yield* prepared(made)
      const swanRequests = misbehaving(swan, 12 * wanted.transfers)
      const nmiRequests = misbehaving(nmi, 12 * wanted.payments)
      const failedWork = yield* played(ready, wanted)
      return {
        connected: ready,
        failed: failedWork,
        requests: { swan: yield* swanRequests, nmi: yield* nmiRequests }
      }
    }).pipe(Effect.provide(world({ database: service, swan: swan.url, nmi: nmi.url, calls })))
    const { connected, failed, requests } = yield* run
    const seconds = Math.round((performance.now() - started) / 1000)
    const bank = yield* Effect.promise(() =>
      Promise.all(connected.map(({ clientId }) => transfersAt(swan.url, clientId)))
    )
    const sales = connected.map(({ securityKey }) => salesAt(nmiState, securityKey))
    const { succeeded, ...ours } = yield* atOurs(admin)
    const idsOf = (isTransfer: boolean) =>
      succeeded.filter(({ kind }) => kind.startsWith("banking.") === isTransfer).map(({ id }) => id)
    const transferReferences = bank.flatMap(({ references }) => references)
    const saleOrders = sales.flatMap(({ orders }) => orders)
    return {
      ...wanted,
      companies: companyCount,
      concurrency,
      seconds,
      faultShare,
      requests,
      calls: Object.fromEntries([...calls].toSorted(([one], [other]) => one.localeCompare(other))),
      failedWork: failed,
      transfersAtBank: {
        payments: bank.reduce((sum, { payments }) => sum + payments, 0),
        ...compared(idsOf(true), transferReferences)
      },
      salesAtGateway: {
        inCents: String(sales.reduce((sum, { cents }) => sum + cents, 0n)),
        ...compared(idsOf(false), saleOrders)
      },
      ours
    }
  }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))

/** Plans what goes wrong with so many requests; then answers how many came, by what happened to them, and ends the plan. */
const misbehaving = ({ faults }: RunningSimulator, count: number) => {
  const planned = plannedFaults(count)
  for (const fault of planned) faults.push(fault)
  return Effect.suspend(() => {
    if (faults.length === 0) return Effect.die("more requests than planned faults")
    const used = planned.slice(0, planned.length - faults.length)
    faults.length = 0
    return Effect.succeed(tallyOf(used))
  })
}

/** What the provider has against what we hold for done: each difference must be none. */
const compared = (ours: ReadonlyArray<string>, theirs: ReadonlyArray<string>) => ({
  there: theirs.length,
  twice: theirs.length - new Set(theirs).size,
  missing: ours.filter((id) => !theirs.includes(id)).length,
  unknownToUs: theirs.filter((id) => !ours.includes(id)).length
})
