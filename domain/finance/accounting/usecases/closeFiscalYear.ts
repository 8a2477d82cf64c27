import { Effect } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { type ClosedYear, type FiscalYearId, YearNotReady } from "../model/index.ts"
import { carryBalances } from "./carryBalances.ts"
import { closingState } from "./closingState.ts"

/**
 * Closes a year in one unit: its periods close first, so that nothing can be posted any more while it is checked; then
 * its balances and its result open the next year. What is not ready undoes all of it.
 */
export const closeFiscalYear = Effect.fn("accounting.closeFiscalYear")(function* (
  id: FiscalYearId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const closings = yield* Closings
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const held = yield* closings.hold(id)
      if (held.state === "closed") return yield* alreadyClosed(id)
      if (held.version !== version) {
        return yield* new VersionConflict({ entity: "FiscalYear", id, current: held.version })
      }
      const facts = yield* closings.facts(id)
      const fiscalYear = yield* closings.close(id)
      const state = yield* closingState(id)
      const openAtFirst = facts.openPeriods.length === 0 ? [] : [openPeriods(facts.openPeriods)]
      const blockers = [...openAtFirst, ...state.blockers]
      if (blockers.length > 0) return yield* new YearNotReady({ fiscalYearId: id, blockers })
      const openingEntry = yield* carryBalances(facts, state.result)
      yield* events.publish({
        type: "accounting.fiscal_year.closed",
        entityId: id,
        payload: { ends: fiscalYear.ends, result: state.result.minor.toString() }
      })
      return { fiscalYear, result: state.result, openingEntry } satisfies ClosedYear
    })
  )
})

const openPeriods = (starts: ReadonlyArray<string>) => ({
  kind: "periods-open" as const,
  count: starts.length,
  details: starts.slice(0, 10)
})

const alreadyClosed = (id: FiscalYearId) =>
  Effect.fail(
    new IllegalTransition({ entity: "FiscalYear", id, from: "closed", attempted: "closed", allowed: [] })
  )
