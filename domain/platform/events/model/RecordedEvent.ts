import { Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { Uuid } from "../../../shared/Uuid.ts"

/** Start of an event type: `accounting`, `accounting.entry`, `accounting.entry.posted`. */
export const EventPrefix = Schema.String.check(Schema.isPattern(/^[a-z][a-z._-]{0,99}$/)).annotate({
  description: "Only events whose type starts with this, such as accounting.entry",
  examples: ["accounting.entry"]
})

/** The place of an event in its company, from 1. */
export const EventSeq = Schema.Int.check(
  Schema.isBetween({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
).annotate({
  description: "Place among the company's events, in the order in which they were committed, from 1",
  examples: [17]
})

/** A fact of the business as it was committed. */
export const RecordedEvent = Schema.Struct({
  seq: EventSeq,
  id: Uuid,
  type: Schema.String.annotate({ examples: ["identity.key.revoked"] }),
  entityId: Schema.String.annotate({ examples: ["0193a5c4-7f6e-7b1a-8c2d-1e2f3a4b5c6d"] }),
  payload: Schema.Json.annotate({
    description: "What the event says",
    examples: [{ prefix: "azk_k7m2x9qd" }]
  }),
  requestId: Schema.String.annotate({ examples: ["0193a5c4-7f6e-7b1a-8c2d-1e2f3a4b5c6e"] }),
  at: Instant
}).annotate({ identifier: "RecordedEvent" })
export type RecordedEvent = typeof RecordedEvent.Type
