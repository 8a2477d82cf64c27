import { DateTime, Duration, Effect, type Redacted } from "effect"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import {
  type DueDelivery,
  type ReceiverHealth,
  WebhookDeliveries
} from "../../../../ports/platform/WebhookDeliveries.ts"
import type { Sent } from "../../../../ports/platform/WebhookSender.ts"
import type { Permission } from "../../../shared/Permission.ts"
import { longestFailing, pauseAfter, restAfter, type Subscription } from "../model/index.ts"
import { endWebhook } from "./endWebhook.ts"

/** A webhook that may be sent to, what signs for it, and what who vouches for it may do. */
export interface Receiver {
  readonly webhook: Subscription
  readonly secrets: ReadonlyArray<Redacted.Redacted>
  readonly rights: ReadonlySet<Permission>
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
  const notSent = error === "event-forgotten" || error === "not-allowed"
  const last = error === null || error === "gone" || notSent
  const pause = last ? undefined : pauseAfter(delivery.id, delivery.attempts + 1)
  return yield* write(
    Effect.gen(function* () {
      const attempt = { at, durationMs, status, error, response, bodyHash }
      if (!(yield* end(delivery, { attempt, pause }))) return true
      if (notSent) return true
      if (error === null) {
        yield* succeeded(id, durationMs > slow)
        return true
      }
      const health = yield* failed(id)
      const resting = restAfter(health.failures, retryAfter)
      yield* rest(id, resting)
      const reason = error === "gone" ? "gone" : hasFailedTooLong(health, at) ? "failing" : undefined
      if (reason === undefined) return Duration.toMillis(resting) === 0
      yield* endWebhook(id, reason)
      return false
    })
  )
})

const hasFailedTooLong = ({ failingSince }: ReceiverHealth, at: DateTime.Utc) =>
  failingSince !== null &&
  DateTime.isGreaterThanOrEqualTo(at, DateTime.addDuration(failingSince, longestFailing))
