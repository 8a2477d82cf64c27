import { Effect } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import {
  blockersOf,
  type ClosingFacts,
  type FiscalYearId,
  openPeriodsOf,
  YearNotReady
} from "../model/index.ts"
import { carryYear } from "./carryBalances.ts"
import { closingState, isLargeYear } from "./closingState.ts"
import { requestClosing } from "./closeLargeYear.ts"

/**
 * Closes a year in one unit: its periods close first, so that nothing can be posted any more while it is checked; then
 * its balances and its result open the next year. What is not ready undoes all of it. A year with many entries is
 * closed by a job: then the answer is the job, asked for once however many ask.
 */
export const closeFiscalYear = Effect.fn("accounting.closeFiscalYear")(function* (
  id: FiscalYearId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const closings = yield* Closings
  return yield* write(
    Effect.gen(function* () {
      const held = yield* closings.hold(id)
      if (held.state === "closed") return yield* alreadyClosed(id)
      if (held.version !== version) {
        return yield* new VersionConflict({ entity: "FiscalYear", id, current: held.version })
      }
      const facts = yield* closings.facts(id)
      if (yield* isLargeYear(held)) return yield* closingRequested(facts, version)
      const fiscalYear = yield* closings.close(id)
      const state = yield* closingState(id)
      const blockers = [...openPeriodsOf(facts), ...state.blockers]
      if (blockers.length > 0) return yield* new YearNotReady({ fiscalYearId: id, blockers })
      return yield* carryYear(facts, fiscalYear, state.result)
    })
  )
})

const closingRequested = Effect.fnUntraced(function* (facts: ClosingFacts, version: number) {
  const blockers = blockersOf(facts, [], [])
  const { id } = facts.year
  if (blockers.length > 0) return yield* new YearNotReady({ fiscalYearId: id, blockers })
  return { jobId: yield* requestClosing(id, version) }
})

const alreadyClosed = (id: FiscalYearId) =>
  Effect.fail(
    new IllegalTransition({ entity: "FiscalYear", id, from: "closed", attempted: "closed", allowed: [] })
  )
