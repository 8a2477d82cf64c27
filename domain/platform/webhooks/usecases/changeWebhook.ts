import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookReceivers } from "../../../../ports/platform/WebhookReceivers.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { checkReceiver, type SubscriptionChange, type SubscriptionId } from "../model/index.ts"
import { mayFollow } from "./mayFollow.ts"

/** Changes where a webhook delivers, or what it follows, if nobody did since the caller read `version`: who vouches for it. */
export const changeWebhook = Effect.fn("webhooks.change")(function* (
  id: SubscriptionId,
  version: number,
  change: SubscriptionChange
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const events = yield* Events
  const limits = yield* WebhookReceivers
  return yield* write(
    Effect.gen(function* () {
      const { address, topics } = { ...(yield* subscriptions.find(id)), ...change }
      yield* Effect.fromResult(checkReceiver(address, limits))
      yield* mayFollow(topics)
      const changed = yield* subscriptions.change(id, version, { ...change, address, topics, vouched: true })
      yield* events.publish({ type: "webhooks.subscription.changed", entityId: id, payload: { topics } })
      return changed
    })
  )
})
