import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import type { SubscriptionId } from "../model/index.ts"
import { dropSecrets } from "./signingSecrets.ts"

/** Ends a webhook for good: nothing more is sent to it, and its secrets are destroyed. */
export const removeWebhook = Effect.fn("webhooks.remove")(function* (id: SubscriptionId) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const deliveries = yield* WebhookDeliveries
  const events = yield* Events
  yield* write(
    Effect.gen(function* () {
      yield* subscriptions.remove(id)
      yield* dropSecrets(id)
      yield* deliveries.point(id)
      yield* events.publish({ type: "webhooks.subscription.removed", entityId: id, payload: {} })
    })
  )
})
