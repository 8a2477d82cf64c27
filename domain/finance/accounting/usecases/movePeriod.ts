import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../shared/errors.ts"
import { moved, type PeriodId, type PeriodState } from "../model/index.ts"

/** Locks a period, softly or for good, reopens a softly locked one, or locks its VAT (never to be unlocked). */
export const movePeriod = Effect.fn("accounting.movePeriod")(function* (
  id: PeriodId,
  version: number,
  change: { readonly state?: PeriodState; readonly vatLocked?: true }
) {
  const { write } = yield* UnitOfWork
  const books = yield* Books
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const period = yield* books.period(id)
      if (period.version !== version) {
        return yield* new VersionConflict({ entity: "Period", id, current: period.version })
      }
      const state =
        change.state === undefined ? period.state : yield* Effect.fromResult(moved(period, change.state))
      const after = yield* books.changePeriod(period, {
        state,
        vatLocked: change.vatLocked ?? period.vatLocked
      })
      yield* events.publish({
        type: "accounting.period.changed",
        entityId: id,
        payload: { state: after.state, vatLocked: after.vatLocked }
      })
      return after
    })
  )
})
