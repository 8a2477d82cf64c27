import { Effect } from "effect"
import { StandingOrders } from "../../../../../ports/finance/StandingOrders.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { type StandingOrder, standingOrderTransitions } from "../../model/index.ts"

/** Writes a standing order that is held as it is by now, with an event when its state is another. */
export const advanceStandingOrder = Effect.fnUntraced(function* (
  before: StandingOrder,
  after: StandingOrder
) {
  const moves = standingOrderTransitions[before.state].includes(after.state)
  const same = before.state === after.state
  const told = before.nextDate !== after.nextDate || before.reference !== after.reference
  if (!moves && !(same && told)) return
  const { save } = yield* StandingOrders
  const { publish } = yield* Events
  const { id, reason, state } = yield* save(after)
  if (same) return
  yield* publish({
    type: `banking.standing-order.${state}`,
    entityId: id,
    payload: reason === null ? {} : { code: reason.code }
  })
})
