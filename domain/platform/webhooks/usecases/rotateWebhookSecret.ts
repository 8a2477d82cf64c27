import { DateTime, Duration, Effect, Redacted } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import type { Secrets } from "../../../../ports/platform/SealedSecrets.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import type { SecretOverlap, SubscriptionId } from "../model/index.ts"
import { drawSecret, openSecrets, sealSecrets } from "./signingSecrets.ts"

/**
 * Puts a new secret in place of the one in use, and answers it here only. For the overlap each delivery carries the
 * signatures of both; one that was still in its overlap is gone.
 */
export const rotateWebhookSecret = Effect.fn("webhooks.rotateSecret")(function* (
  id: SubscriptionId,
  version: number,
  { overlapSeconds }: SecretOverlap
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const events = yield* Events
  const secret = yield* drawSecret
  const overlapEndsAt = DateTime.addDuration(yield* DateTime.now, Duration.seconds(overlapSeconds))
  return yield* write(
    Effect.gen(function* () {
      const webhook = yield* subscriptions.change(id, version, { overlapEndsAt })
      const { current: previous } = yield* Effect.catchTag(openSecrets(id), "SealBroken", () => lost)
      const keeps = previous !== undefined && overlapSeconds > 0
      yield* sealSecrets(id, keeps ? { current: secret, previous } : { current: secret })
      yield* events.publish({
        type: "webhooks.subscription.rotated",
        entityId: id,
        payload: { overlapSeconds }
      })
      return { webhook, secret: Redacted.value(secret) }
    })
  )
})

/** A secret that does not open signs nothing any more: rotation is what mends it. */
const lost = Effect.succeed<Secrets>({})
