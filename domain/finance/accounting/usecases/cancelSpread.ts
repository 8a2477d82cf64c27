import { Effect } from "effect"
import { Spreads } from "../../../../ports/finance/Spreads.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type SpreadId, spreadMoved } from "../model/index.ts"

/** Cancels what is still planned of a spread; what is posted stays in the books. */
export const cancelSpread = Effect.fn("accounting.cancelSpread")(function* (id: SpreadId, version: number) {
  const { write } = yield* UnitOfWork
  const spreads = yield* Spreads
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* Effect.fromResult(spreadMoved(yield* spreads.hold(id), "cancelled"))
      const cancelled = yield* spreads.cancel(id, version)
      const left = cancelled.instalments.filter(({ state }) => state === "cancelled").length
      yield* events.publish({
        type: "accounting.spread.cancelled",
        entityId: id,
        payload: { instalments: left }
      })
      return cancelled
    })
  )
})
