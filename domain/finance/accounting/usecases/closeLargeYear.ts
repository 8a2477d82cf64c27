import { Effect, Option, Schema } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { JobCheckpoints } from "../../../../ports/platform/JobCheckpoints.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { money } from "../../../shared/Money.ts"
import {
  blockersOf,
  type ChainWalk,
  ClosedYear,
  closeYearKind,
  closingIntegrity,
  closingStarts,
  type FiscalYear,
  type FiscalYearId,
  openPeriodsOf,
  walkOf
} from "../model/index.ts"
import { carryYear, closingSource } from "./carryBalances.ts"
import { yearChanged, yearNotReady } from "./closingFailures.ts"
import { linksAtOnce, walkAsJob, walkOn } from "./walkChains.ts"

/** Asks for the closing of a year that is held: the job that is at it already, or a new one. */
export const requestClosing = Effect.fnUntraced(function* (id: FiscalYearId, version: number) {
  const store = yield* JobStore
  const open = yield* store.list({
    statuses: ["requested", "queued", "running"],
    kind: Option.some(closeYearKind.name),
    after: Option.none(),
    limit: 50
  })
  const same = open.find(({ payload }) => isOf(payload) && payload.fiscalYearId === id)
  return same?.id ?? (yield* requestJob(closeYearKind, { fiscalYearId: id, version }))
})

const isOf = Schema.is(closeYearKind.payload)

/**
 * The work of `accounting.close-fiscal-year`. The integrity of the year, and the balance of every entry before it, are
 * walked through range by range while posting goes on. Then one unit shuts the periods, looks at what was posted since,
 * and carries the balances: what is not ready undoes all of it.
 */
export const closeLargeYear = jobHandler(closeYearKind, ({ fiscalYearId, version }, run) =>
  Effect.gen(function* () {
    const checkpoints = yield* JobCheckpoints
    const { writeAtLength } = yield* UnitOfWork
    const { facts } = yield* Closings
    const { year } = yield* Effect.orDie(facts(fiscalYearId))
    const walk = yield* walkAsJob(closingHeads(year), run)
    const closed = yield* writeAtLength(
      year.state === "closed" ? asItWasClosed(fiscalYearId) : closeWalked(fiscalYearId, version, walk)
    )
    yield* checkpoints.forget(run.id)
    return yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(ClosedYear))(closed))
  })
)

/** The chains of the year with their hashes and balance, of earlier years the balance alone; none of a closed year. */
const closingHeads = ({ id, starts, state }: FiscalYear) =>
  Effect.gen(function* () {
    if (state === "closed") return []
    const { heads } = yield* LedgerControls
    const until = yield* heads({ until: starts })
    return until.map((head) => ({
      ...head,
      checks: head.fiscalYearId === id ? ("both" as const) : ("balance" as const)
    }))
  })

const closeWalked = Effect.fnUntraced(function* (id: FiscalYearId, version: number, before: ChainWalk) {
  const closings = yield* Closings
  const controls = yield* LedgerControls
  const { currency } = yield* Effect.flatMap(Tenants, ({ current }) => current)
  const held = yield* Effect.orDie(closings.hold(id))
  if (held.state === "closed") return yield* asItWasClosed(id)
  if (held.version !== version) return yield* yearChanged
  const first = yield* Effect.orDie(closings.facts(id))
  const fiscalYear = yield* Effect.orDie(closings.close(id))
  const facts = yield* Effect.orDie(closings.facts(id))
  const heads = yield* controls.heads({ until: held.starts })
  const since = yield* Effect.forEach(closingStarts(id, heads, before), ({ at, head }) =>
    walkRest(walkOf([head], at))
  )
  const found = closingIntegrity(id, heads, before, since, yield* controls.totals(held.ends))
  const blockers = [...openPeriodsOf(first), ...blockersOf(facts, found.offences, found.chains)]
  if (blockers.length > 0) return yield* yearNotReady(blockers)
  return yield* carryYear(first, fiscalYear, money(-facts.resultBalance, currency))
})

const walkRest = Effect.fnUntraced(function* (begun: ChainWalk) {
  let walk = begun
  while (walk.heads.length > 0) walk = yield* walkOn(walk, linksAtOnce)
  return walk
})

/** An attempt before closed the year and died before its job ended. */
const asItWasClosed = Effect.fnUntraced(function* (id: FiscalYearId) {
  const closings = yield* Closings
  const ledger = yield* Ledger
  const { currency } = yield* Effect.flatMap(Tenants, ({ current }) => current)
  const { resultBalance, year } = yield* Effect.orDie(closings.facts(id))
  const entry = Option.getOrNull(yield* ledger.findBySource(closingSource(id)))
  return {
    fiscalYear: year,
    result: money(-resultBalance, currency),
    openingEntry:
      entry === null
        ? null
        : {
            id: entry.id,
            journal: entry.journal,
            number: entry.number,
            date: entry.date,
            lines: entry.lines.length
          }
  } satisfies ClosedYear
})
