import { Effect, Option } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { DeliveryId, RedeliveryRange, SubscriptionId } from "../model/index.ts"

/** Puts a delivery that has ended back in the line, to be sent again under the same `webhook-id`. */
export const redeliver = Effect.fn("webhooks.redeliver")(function* (id: DeliveryId) {
  const { write } = yield* UnitOfWork
  const deliveries = yield* WebhookDeliveries
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { eventId, state, webhookId } = yield* deliveries.byId(id)
      const again = yield* deliveries.redeliver(id)
      if (Option.isNone(again)) {
        return yield* new IllegalTransition({
          entity: "WebhookDelivery",
          id,
          from: state,
          attempted: "waiting",
          allowed: ["retrying", "delivered", "dead"]
        })
      }
      yield* deliveries.point(webhookId)
      yield* events.publish({ type: "webhooks.delivery.redelivered", entityId: id, payload: { eventId } })
      return again.value
    })
  )
})

/** The most that one request puts back. */
const most = 1000

/**
 * Sends the events of a range again, and for the first time those that the webhook missed, the oldest first; `more` when
 * it may hold more than one request takes.
 */
export const redeliverRange = Effect.fn("webhooks.redeliverRange")(function* (
  id: SubscriptionId,
  range: RedeliveryRange
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const deliveries = yield* WebhookDeliveries
  return yield* write(
    Effect.gen(function* () {
      yield* subscriptions.find(id)
      const redelivered = yield* deliveries.redeliverRange(id, range, most)
      yield* deliveries.point(id)
      return { redelivered, more: redelivered === most }
    })
  )
})
