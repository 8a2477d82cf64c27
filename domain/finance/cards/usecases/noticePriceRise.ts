import { Effect, Option } from "effect"
import { CardSubscriptions } from "../../../../ports/finance/CardSubscriptions.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import type { CardPaymentId } from "../model/index.ts"

/** Tells, once a payment, that it took more than the subscription of its card is expected to. The payment must be held. */
export const noticePriceRise = Effect.fnUntraced(function* (id: CardPaymentId) {
  const { noteRise } = yield* CardSubscriptions
  const events = yield* Events
  const rise = yield* noteRise(id)
  if (Option.isNone(rise)) return
  const { cardId, expected } = rise.value
  yield* events.publish({
    type: "cards.subscription.price_rose",
    entityId: id,
    payload: { cardId, expected: expected.toString() }
  })
})
