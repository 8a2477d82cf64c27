import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ConnectionId, ProviderName } from "../../providers/model/index.ts"

/** What a provider calls an event, a type or a resource: printable, without spaces. */
export const ProviderWord = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,200}$/))

/** What every notification says, whatever its provider. */
export const DecodedNotification = Schema.Struct({
  /** The provider's own id of the event: a second delivery of it has no effect. */
  eventId: ProviderWord,
  type: ProviderWord,
  occurredAt: Schema.NullOr(Instant),
  /** What it is about, as the provider calls it; null when it names nothing. */
  resourceId: Schema.NullOr(ProviderWord)
})
export type DecodedNotification = typeof DecodedNotification.Type

export const NotificationId = Uuid.pipe(Schema.brand("NotificationId"))
export type NotificationId = typeof NotificationId.Type

/**
 * Where a notification stands. `received`: kept, not worked at yet. `retrying`: an attempt failed, another follows.
 * `dead`: given up, until a person has it worked at again. `ignored`: about nothing that the service follows, or
 * nothing new.
 */
export const NotificationState = Schema.Literals(["received", "retrying", "processed", "ignored", "dead"])
export type NotificationState = typeof NotificationState.Type

/** Why the last attempt failed, or why nothing came of it. */
export const NotificationNote = Schema.Struct({
  code: Schema.String.annotate({ examples: ["ProviderUnavailable"] }),
  fr: Schema.String.annotate({ examples: ["swan est injoignable pour le moment."] }),
  en: Schema.String.annotate({ examples: ["swan cannot be reached at the moment."] })
}).annotate({ identifier: "NotificationNote" })
export type NotificationNote = typeof NotificationNote.Type

/** One event of a provider: delivered at the connection's address, or found missing by the gap scan. */
export const Notification = Schema.Struct({
  id: NotificationId,
  connectionId: ConnectionId,
  provider: ProviderName,
  eventId: Schema.String.annotate({
    description: "The provider's own id of the event",
    examples: ["evt-8f1c"]
  }),
  type: Schema.String.annotate({ examples: ["Transaction.Booked"] }),
  resourceId: Schema.NullOr(Schema.String.annotate({ examples: ["trx-8f1c"] })),
  origin: Schema.Literals(["delivered", "gap-scan"]),
  state: NotificationState,
  deliveries: Schema.Int.annotate({ description: "How often the provider delivered it" }),
  attempts: Schema.Int,
  note: Schema.NullOr(NotificationNote),
  occurredAt: Schema.NullOr(Instant),
  receivedAt: Instant,
  nextAttemptAt: Schema.NullOr(Instant),
  endedAt: Schema.NullOr(Instant)
}).annotate({
  identifier: "Notification",
  examples: [
    {
      id: NotificationId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      provider: ProviderName.make("swan"),
      eventId: "evt-8f1c",
      type: "Transaction.Booked",
      resourceId: "trx-8f1c",
      origin: "delivered",
      state: "processed",
      deliveries: 2,
      attempts: 1,
      note: null,
      occurredAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      receivedAt: DateTime.makeUnsafe("2026-11-22T14:05:01Z"),
      nextAttemptAt: null,
      endedAt: DateTime.makeUnsafe("2026-11-22T14:05:02Z")
    }
  ]
})
export type Notification = typeof Notification.Type
