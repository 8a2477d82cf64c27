import { DateTime, Duration, Effect, type Redacted } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import {
  type DueDelivery,
  type ReceiverHealth,
  WebhookDeliveries
} from "../../../../ports/platform/WebhookDeliveries.ts"
import type { Sent } from "../../../../ports/platform/WebhookSender.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import {
  longestFailing,
  pauseAfter,
  restAfter,
  type Subscription,
  type SubscriptionId
} from "../model/index.ts"

/** A webhook that may be sent to, and what signs for it. */
export interface Receiver {
  readonly webhook: Subscription
  readonly secrets: ReadonlyArray<Redacted.Redacted>
}

interface Ended {
  readonly at: DateTime.Utc
  readonly durationMs: number
  readonly sent: Sent
}

/** From then on a receiver is slow, and waits among those that fail. */
const slow = Duration.toMillis("5 seconds")

/**
 * Writes down one attempt, how the receiver is doing, and the end of a webhook whose receiver is gone or has failed for
 * too long: one unit of work. Answers whether the receiver may be sent the next.
 */
export const endAttempt = Effect.fnUntraced(function* (
  { webhook: { id } }: Receiver,
  delivery: DueDelivery,
  { at, durationMs, sent }: Ended
) {
  const { write } = yield* UnitOfWork
  const { end, failed, rest, succeeded } = yield* WebhookDeliveries
  const { bodyHash, error, response, retryAfter, status } = sent
  const last = error === null || error === "gone" || error === "event-forgotten"
  const pause = last ? undefined : pauseAfter(delivery.id, delivery.attempts + 1)
  return yield* write(
    Effect.gen(function* () {
      const attempt = { at, durationMs, status, error, response, bodyHash }
      if (!(yield* end(delivery, { attempt, pause }))) return true
      if (error === "event-forgotten") return true
      if (error === null) {
        yield* succeeded(id, durationMs > slow)
        return true
      }
      const health = yield* failed(id)
      const resting = restAfter(health.failures, retryAfter)
      yield* rest(id, resting)
      const reason = error === "gone" ? "gone" : hasFailedTooLong(health, at) ? "failing" : undefined
      if (reason === undefined) return Duration.toMillis(resting) === 0
      yield* disable(id, reason)
      return false
    })
  )
})

const hasFailedTooLong = ({ failingSince }: ReceiverHealth, at: DateTime.Utc) =>
  failingSince !== null &&
  DateTime.isGreaterThanOrEqualTo(at, DateTime.addDuration(failingSince, longestFailing))

const disable = Effect.fnUntraced(function* (id: SubscriptionId, reason: "failing" | "gone") {
  const { change, find } = yield* WebhookSubscriptions
  const events = yield* Events
  yield* Effect.gen(function* () {
    const { state, version } = yield* find(id)
    if (state === "disabled") return
    yield* change(id, version, { disabledReason: reason })
    yield* events.publish({ type: "webhooks.subscription.disabled", entityId: id, payload: { reason } })
  }).pipe(Effect.catchTag(["NotFound", "VersionConflict"], () => Effect.void))
})
