import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { SubscriptionId } from "../model/index.ts"

/** Disables a webhook: nothing more is sent to it, and what comes meanwhile can be redelivered later. */
export const disableWebhook = Effect.fn("webhooks.disable")(function* (id: SubscriptionId, version: number) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const deliveries = yield* WebhookDeliveries
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { state } = yield* subscriptions.find(id)
      if (state === "disabled") {
        const [entity, attempted, allowed] = ["Webhook", "disabled", ["enabled"]] as const
        return yield* new IllegalTransition({ entity, id, from: state, attempted, allowed })
      }
      yield* subscriptions.change(id, version, { disabledReason: "by-hand" })
      yield* deliveries.point(id)
      const payload = { reason: "by-hand" }
      yield* events.publish({ type: "webhooks.subscription.disabled", entityId: id, payload })
      return yield* subscriptions.find(id)
    })
  )
})
