import { Effect } from "effect"
import { Letterings } from "../../../../ports/finance/Letterings.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import type { LetteringId } from "../model/index.ts"

/** Undoes a lettering: its lines are as open as they were before. An exchange entry stays, and is open with them. */
export const cancelLettering = Effect.fn("accounting.cancelLettering")(function* (
  id: LetteringId,
  version: number,
  on: LocalDate
) {
  const { write } = yield* UnitOfWork
  const letterings = yield* Letterings
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { state } = yield* letterings.find(id)
      if (state === "cancelled") {
        return yield* new IllegalTransition({
          entity: "Lettering",
          id,
          from: state,
          attempted: "cancelled",
          allowed: []
        })
      }
      const cancelled = yield* letterings.cancel(id, version, on)
      yield* events.publish({
        type: "accounting.lettering.cancelled",
        entityId: id,
        payload: { account: cancelled.account, code: cancelled.code }
      })
      return cancelled
    })
  )
})
