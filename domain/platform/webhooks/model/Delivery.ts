import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { EventSeq } from "../../events/model/index.ts"
import { SubscriptionId } from "./Subscription.ts"

export const DeliveryId = Uuid.pipe(Schema.brand("DeliveryId"))
export type DeliveryId = typeof DeliveryId.Type

export const DeliveryState = Schema.Literals(["waiting", "retrying", "delivered", "dead"]).annotate({
  description: "dead: given up after the last attempt; waiting until somebody redelivers it"
})
export type DeliveryState = typeof DeliveryState.Type

/** Why an attempt failed; null of one that did not. */
export const AttemptError = Schema.Literals([
  "address-refused",
  "name-not-found",
  "unreachable",
  "tls",
  "timed-out",
  "connection-lost",
  "redirected",
  "gone",
  "refused",
  "event-forgotten",
  "not-allowed"
]).annotate({
  description:
    "address-refused: the name leads to an address that is not of the public internet; redirected: a 3xx, which is " +
    "never followed; gone: 410; refused: any other status than 2xx; event-forgotten: the event is kept no more; " +
    "not-allowed: not sent, because who vouches for the webhook may not read it"
})
export type AttemptError = typeof AttemptError.Type

/** One sending to a receiver, and what came back. */
export const Attempt = Schema.Struct({
  at: Instant,
  durationMs: Schema.Int,
  status: Schema.NullOr(Schema.Int),
  error: Schema.NullOr(AttemptError),
  response: Schema.NullOr(Schema.String).annotate({
    description: "The beginning of the receiver's answer, 512 characters at most; null of an old attempt"
  }),
  bodyHash: Schema.String.annotate({ description: "SHA-256 of the body that was sent, in hexadecimal" })
}).annotate({
  identifier: "WebhookAttempt",
  examples: [
    {
      at: DateTime.makeUnsafe("2026-11-22T14:05:01Z"),
      durationMs: 84,
      status: 204,
      error: null,
      response: "",
      bodyHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }
  ]
})
export type Attempt = typeof Attempt.Type

/** One event for one webhook. Its attempts, and those of a redelivery, all carry the event's id as `webhook-id`. */
export const Delivery = Schema.Struct({
  id: DeliveryId,
  webhookId: SubscriptionId,
  eventId: Uuid,
  eventType: Schema.String.annotate({ examples: ["accounting.entry.posted"] }),
  state: DeliveryState,
  attempts: Schema.Int.annotate({ description: "Since it was made, or since the last redelivery" }),
  nextAttemptAt: Schema.NullOr(Instant),
  lastStatus: Schema.NullOr(Schema.Int),
  lastError: Schema.NullOr(AttemptError),
  createdAt: Instant,
  endedAt: Schema.NullOr(Instant)
}).annotate({
  identifier: "WebhookDelivery",
  examples: [
    {
      id: DeliveryId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a42"),
      webhookId: SubscriptionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      eventId: "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a43",
      eventType: "accounting.entry.posted",
      state: "delivered",
      attempts: 1,
      nextAttemptAt: null,
      lastStatus: 204,
      lastError: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      endedAt: DateTime.makeUnsafe("2026-11-22T14:05:01Z")
    }
  ]
})
export type Delivery = typeof Delivery.Type

/** Which of a webhook's events are to be sent again, or for the first time where they were missed. */
export const RedeliveryRange = Schema.Struct({
  from: Schema.NullOr(Instant).annotate({ description: "Events of this moment or later" }),
  to: Schema.NullOr(Instant).annotate({ description: "Events before this moment" }),
  first: Schema.NullOr(EventSeq).annotate({ description: "Events from this place on" }),
  last: Schema.NullOr(EventSeq).annotate({ description: "Events up to this place" }),
  which: Schema.Array(Schema.Literals(["delivered", "dead", "missed"]))
    .check(Schema.isMinLength(1))
    .annotate({ description: "missed: never sent to this webhook, such as while it was disabled" })
}).annotate({
  identifier: "WebhookRedeliveryRange",
  examples: [
    {
      from: DateTime.makeUnsafe("2026-11-22T00:00:00Z"),
      to: DateTime.makeUnsafe("2026-11-23T00:00:00Z"),
      first: null,
      last: null,
      which: ["dead", "missed"]
    }
  ]
})
export type RedeliveryRange = typeof RedeliveryRange.Type
