import { Effect, Redacted } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookReceivers } from "../../../../ports/platform/WebhookReceivers.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  checkReceiver,
  mostSubscriptions,
  type NewSubscription,
  SubscriptionId,
  TooManyWebhooks
} from "../model/index.ts"
import { mayFollow } from "./mayFollow.ts"
import { drawSecret, sealSecrets } from "./signingSecrets.ts"

/** Makes a webhook, which follows the events from now on. Its secret is answered here and never again. */
export const createWebhook = Effect.fn("webhooks.create")(function* (wanted: NewSubscription) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const events = yield* Events
  yield* Effect.fromResult(checkReceiver(wanted.address, yield* WebhookReceivers))
  yield* mayFollow(wanted.topics)
  const secret = yield* drawSecret
  const id = SubscriptionId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      if ((yield* subscriptions.count) >= mostSubscriptions) {
        return yield* new TooManyWebhooks({ most: mostSubscriptions })
      }
      const webhook = yield* subscriptions.add(id, wanted)
      yield* sealSecrets(id, { current: secret })
      yield* events.publish({
        type: "webhooks.subscription.created",
        entityId: id,
        payload: { topics: wanted.topics }
      })
      return { webhook, secret: Redacted.value(secret) }
    })
  )
})
