import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { SubscriptionId } from "../model/index.ts"
import { mayFollow } from "./mayFollow.ts"

/**
 * Enables a webhook: what waited for it goes on, and events that came meanwhile are sent when somebody redelivers them.
 * Who enables it must be allowed to read what it follows, and vouches for it from now on.
 */
export const enableWebhook = Effect.fn("webhooks.enable")(function* (id: SubscriptionId, version: number) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const deliveries = yield* WebhookDeliveries
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { state, topics } = yield* subscriptions.find(id)
      if (state === "enabled") {
        const [entity, attempted, allowed] = ["Webhook", "enabled", ["disabled"]] as const
        return yield* new IllegalTransition({ entity, id, from: state, attempted, allowed })
      }
      yield* mayFollow(topics)
      yield* subscriptions.change(id, version, { disabledReason: null, vouched: true })
      yield* deliveries.forgive(id)
      yield* deliveries.point(id)
      const payload = { reason: null }
      yield* events.publish({ type: "webhooks.subscription.enabled", entityId: id, payload })
      return yield* subscriptions.find(id)
    })
  )
})
