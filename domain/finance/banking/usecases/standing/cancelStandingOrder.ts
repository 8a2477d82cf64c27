import { Effect } from "effect"
import { StandingOrders } from "../../../../../ports/finance/StandingOrders.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../../shared/errors.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  cancelStandingOrderIntent,
  noStandingOrderStep,
  type StandingOrderId,
  standingOrderTransitions
} from "../../model/index.ts"

/** Asks the institution to pay a standing order no more. What it has paid stays paid. */
export const cancelStandingOrder = Effect.fn("banking.cancelStandingOrder")(function* (
  id: StandingOrderId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const orders = yield* StandingOrders
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const order = yield* orders.hold(id)
      if (order.version !== version) {
        return yield* new VersionConflict({ entity: "StandingOrder", id, current: order.version })
      }
      const { connectionId, reference, state } = order
      if (reference === null || !standingOrderTransitions[state].includes("cancelling")) {
        return yield* noStandingOrderStep(order, "cancelling")
      }
      const intent = yield* openIntent(cancelStandingOrderIntent, {
        connectionId,
        businessKey: `cancel-standing-order:${id}`,
        amount: null,
        payload: { standingOrderId: id, reference }
      })
      const saved = yield* orders.save({ ...order, state: "cancelling", reason: null, intentId: intent.id })
      yield* events.publish({ type: "banking.standing-order.cancelling", entityId: id, payload: {} })
      return saved
    })
  )
})
