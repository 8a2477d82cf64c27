import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { type SubscriptionId, WebhookDisabled } from "../model/index.ts"

/** Sends `webhooks.subscription.tested` to one webhook, whatever it follows. */
export const sendTestEvent = Effect.fn("webhooks.sendTest")(function* (id: SubscriptionId) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const deliveries = yield* WebhookDeliveries
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { state } = yield* subscriptions.find(id)
      if (state === "disabled") return yield* new WebhookDisabled({ webhook: id })
      yield* events.publish({ type: "webhooks.subscription.tested", entityId: id, payload: { test: true } })
      const delivery = yield* deliveries.addTest(id)
      yield* deliveries.point(id)
      return delivery
    })
  )
})
