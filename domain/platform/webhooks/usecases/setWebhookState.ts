import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { SubscriptionId, SubscriptionState } from "../model/index.ts"

/**
 * Enables or disables a webhook. What waited for a disabled one goes on when it is enabled; events that came meanwhile
 * are sent when somebody redelivers them.
 */
export const setWebhookState = Effect.fn("webhooks.setState")(function* (
  id: SubscriptionId,
  version: number,
  to: SubscriptionState
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const deliveries = yield* WebhookDeliveries
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { state } = yield* subscriptions.find(id)
      if (state === to) {
        const allowed = [to === "enabled" ? "disabled" : "enabled"]
        return yield* new IllegalTransition({ entity: "Webhook", id, from: state, attempted: to, allowed })
      }
      const disabledReason = to === "enabled" ? null : "by-hand"
      yield* subscriptions.change(id, version, { disabledReason })
      if (to === "enabled") yield* deliveries.forgive(id)
      yield* deliveries.point(id)
      yield* events.publish({
        type: `webhooks.subscription.${to}`,
        entityId: id,
        payload: { reason: disabledReason }
      })
      return yield* subscriptions.find(id)
    })
  )
})
