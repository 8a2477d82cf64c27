import { Clock, DateTime, Duration, Effect } from "effect"
import type { SealBroken, VaultClosed } from "../../secrets/model/index.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { Permission } from "../../../shared/Permission.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { type DueDelivery, WebhookDeliveries } from "../../../../ports/platform/WebhookDeliveries.ts"
import { WebhookSender } from "../../../../ports/platform/WebhookSender.ts"
import { WebhookSubscriptions } from "../../../../ports/platform/WebhookSubscriptions.ts"
import { messageOf, rightFor, type SubscriptionId } from "../model/index.ts"
import { endAttempt, type Receiver } from "./endAttempt.ts"
import { endWebhook } from "./endWebhook.ts"
import { rightsBehind } from "./rightsBehind.ts"
import { openSecrets, sealSecrets } from "./signingSecrets.ts"

/** How long one turn of a webhook begins sendings; each of them may take 15 seconds more. */
const longestTurn = Duration.toMillis("20 seconds")

/** How many are sent to one receiver at the same time; one only while it fails. */
const width = 4

const batch = 32

/**
 * One turn of a webhook: sends what is due, in the order of the events as far as four at a time keep it, until nothing
 * is, the receiver needs rest, or others are to have their turn. Whatever was sent and not written down, because this
 * worker died, is sent again under the same id.
 */
export const deliver = Effect.fn("webhooks.deliver")(function* (id: SubscriptionId) {
  const receiver = yield* receiverOf(id)
  if (receiver === null) return
  const { due, healthOf } = yield* WebhookDeliveries
  const until = (yield* Clock.currentTimeMillis) + longestTurn
  const turn = { goesOn: true }
  const one = (delivery: DueDelivery) =>
    Effect.gen(function* () {
      turn.goesOn &&= (yield* Clock.currentTimeMillis) < until
      if (turn.goesOn) turn.goesOn = yield* attempt(receiver, delivery)
    })
  const round = Effect.gen(function* () {
    const struggling = (yield* healthOf(id)).failures > 0
    const next = yield* due(id, struggling ? 1 : batch)
    yield* Effect.forEach(next, one, { concurrency: width, discard: true })
    return turn.goesOn && next.length > 0
  })
  yield* Effect.repeat(round, { while: (goesOn) => goesOn })
})

/** One sending, outside any unit of work, and what came of it. Answers whether the receiver may be sent the next. */
const attempt = Effect.fnUntraced(function* (receiver: Receiver, delivery: DueDelivery) {
  const { send } = yield* WebhookSender
  const at = yield* DateTime.now
  const { event } = delivery
  if (event === null) return yield* endAttempt(receiver, delivery, { at, durationMs: 0, sent: forgotten })
  if (!mayBeRead(event.type, receiver.rights)) {
    return yield* endAttempt(receiver, delivery, { at, durationMs: 0, sent: notAllowed })
  }
  const sent = yield* send({
    address: receiver.webhook.address,
    id: event.id,
    timestamp: Math.floor(DateTime.toEpochMillis(at) / 1000),
    body: messageOf(event),
    secrets: receiver.secrets
  })
  const durationMs = (yield* Clock.currentTimeMillis) - DateTime.toEpochMillis(at)
  return yield* endAttempt(receiver, delivery, { at, durationMs, sent })
})

const unsent = { status: null, response: "", retryAfter: null, bodyHash: "" } as const
const forgotten = { ...unsent, error: "event-forgotten" } as const
const notAllowed = { ...unsent, error: "not-allowed" } as const

/** Whether these rights show events that begin so. The test event tells nothing. */
const mayBeRead = (topic: string, rights: ReadonlySet<Permission>) => {
  const right = rightFor(topic)
  return topic === "webhooks.subscription.tested" || (right !== undefined && rights.has(right))
}

/**
 * The webhook with the secrets that sign for it now; null when nothing may be sent. A webhook whose topics may no longer
 * be read by who vouches for it ends here, and a secret whose overlap has ended is destroyed.
 */
const receiverOf = Effect.fnUntraced(function* (id: SubscriptionId) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* WebhookSubscriptions
  const now = yield* DateTime.now
  return yield* write(
    Effect.gen(function* () {
      const webhook = yield* subscriptions.find(id)
      if (webhook.state === "disabled") return null
      if (!(yield* mayBeServed)) return yield* later(id, "the company is suspended")
      const rights = yield* rightsBehind(webhook)
      if (!webhook.topics.every((topic) => mayBeRead(topic, rights))) {
        return yield* Effect.as(endWebhook(id, "rights-lost"), null)
      }
      const { current, previous } = yield* openSecrets(id)
      if (current === undefined) return yield* later(id, "no secret")
      if (previous === undefined) return { webhook, rights, secrets: [current] } satisfies Receiver
      const over = webhook.overlapEndsAt === null || DateTime.isLessThanOrEqualTo(webhook.overlapEndsAt, now)
      if (over) yield* sealSecrets(id, { current })
      return { webhook, rights, secrets: over ? [current] : [current, previous] } satisfies Receiver
    })
  ).pipe(
    Effect.catchTag("NotFound", () => Effect.succeed(null)),
    Effect.catchTag(["SealBroken", "VaultClosed"], ({ _tag }: SealBroken | VaultClosed) => later(id, _tag))
  )
})

const mayBeServed = Effect.flatMap(Tenants, ({ current }) =>
  Effect.map(current, ({ status }) => status === "active")
)

/** It is this service's fault, not the receiver's: no attempt is counted. */
const later = Effect.fnUntraced(function* (id: SubscriptionId, why: string) {
  const { rest } = yield* WebhookDeliveries
  yield* Effect.logWarning("A webhook cannot be served; it is tried again in ten minutes", {
    webhook: id,
    why
  })
  yield* rest(id, Duration.minutes(10))
  return null
})
