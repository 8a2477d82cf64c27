import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ConnectionId } from "../../providers/model/index.ts"

export const NotificationAddressId = Uuid.pipe(Schema.brand("NotificationAddressId"))
export type NotificationAddressId = typeof NotificationAddressId.Type

/** Where a provider delivers for one connection. The address itself is shown once and stored as a hash. */
export const NotificationAddress = Schema.Struct({
  id: NotificationAddressId,
  connectionId: ConnectionId,
  createdAt: Instant,
  endsAt: Schema.NullOr(Instant).annotate({
    description: "From then on it answers as an unknown address; null while no newer one replaces it"
  })
}).annotate({
  identifier: "NotificationAddress",
  examples: [
    {
      id: NotificationAddressId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      endsAt: null
    }
  ]
})
export type NotificationAddress = typeof NotificationAddress.Type

/** A new address in place of those that the connection has: they go on for the overlap. */
export const NewNotificationAddress = Schema.Struct({
  overlapSeconds: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2_592_000 })).annotate({
    description: "How long the addresses before it go on, 0 to 2,592,000 seconds (30 days)",
    examples: [86_400]
  })
}).annotate({ identifier: "NewNotificationAddress", examples: [{ overlapSeconds: 86_400 }] })
export type NewNotificationAddress = typeof NewNotificationAddress.Type

/** Which notifications are to be worked at again. */
export const NotificationRange = Schema.Struct({
  from: Instant.annotate({ description: "Received at this moment or later" }),
  to: Instant.annotate({ description: "Received before this moment" }),
  connectionId: Schema.NullOr(ConnectionId),
  states: Schema.Array(Schema.Literals(["processed", "ignored", "dead"])).check(Schema.isMinLength(1))
}).annotate({
  identifier: "NotificationRange",
  examples: [
    {
      from: DateTime.makeUnsafe("2026-11-22T00:00:00Z"),
      to: DateTime.makeUnsafe("2026-11-23T00:00:00Z"),
      connectionId: null,
      states: ["dead"]
    }
  ]
})
export type NotificationRange = typeof NotificationRange.Type
