import { Redacted, Result, Schema } from "effect"
import { createHmac, timingSafeEqual } from "node:crypto"
import {
  type Delivery,
  type NotificationScheme,
  NotProven,
  ProviderWord,
  readNotification
} from "../../domain/finance/notifications/model/index.ts"
import { testModeMark } from "../../domain/finance/payments/model/index.ts"
import { nmiDefinition } from "./definition.ts"

/**
 * NMI's notifications. `Webhook-Signature: t=<nonce>,s=<hex>`, where s is the HMAC-SHA256 of the nonce, a point and the
 * raw body. The nonce is no time: it shows no replay, the event's id does.
 */
export const nmiNotifications: NotificationScheme = {
  provider: nmiDefinition.name,
  proof: {
    field: "webhookSigningKey",
    header: "webhook-signature",
    check: ({ body, headers }, key) => {
      const given = headers["webhook-signature"] ?? ""
      if (given === "") return Result.fail(new NotProven({ reason: "missing-header" }))
      const [, nonce, signature] = /^t=([^,\s]+),s=([0-9a-fA-F]{64})$/.exec(given) ?? []
      if (nonce === undefined || signature === undefined)
        return Result.fail(new NotProven({ reason: "malformed-header" }))
      const expected = createHmac("sha256", Redacted.value(key)).update(`${nonce}.`).update(body).digest()
      return timingSafeEqual(expected, Buffer.from(signature, "hex"))
        ? Result.void
        : Result.fail(new NotProven({ reason: "mismatch" }))
    }
  },
  decode: ({ body }: Delivery) =>
    Result.map(readNotification(body, NmiNotification), ({ event_body, event_id, event_type }) => ({
      eventId: event_id,
      type: `${event_type}${event_body.features?.is_test_mode === true ? testModeMark : ""}`,
      occurredAt: null,
      resourceId: resourceOf(event_id, event_type, event_body)
    })),
  concern: ({ resourceId, type }) => {
    if (type.startsWith("acu.summary.")) return { kind: "payments.methods", reference: type }
    const kind = concerns[type.split(".")[0] ?? ""]
    return kind === undefined || resourceId === null ? null : { kind, reference: resourceId }
  }
}

const Reference = Schema.optional(Schema.NullOr(Schema.String))

const NmiNotification = Schema.Struct({
  event_id: ProviderWord,
  event_type: ProviderWord,
  event_body: Schema.Struct({
    transaction_id: Reference,
    batch_id: Reference,
    features: Schema.optional(Schema.NullOr(Schema.Struct({ is_test_mode: Schema.optional(Schema.Unknown) })))
  })
})

const isWord = Schema.is(ProviderWord)

/** The id that the body gives to what the event is about, where it gives one; a report without one is known by its event. */
const resourceOf = (
  eventId: string,
  type: string,
  body: typeof NmiNotification.Type.event_body
): string | null => {
  if (type.startsWith("settlement.")) return isWord(body.batch_id) ? body.batch_id : eventId
  if (type.startsWith("chargeback.")) return eventId
  return isWord(body.transaction_id) ? body.transaction_id : null
}

/**
 * Nothing is known of how to read a subscription: its notifications are kept and not followed. What the updater of cards
 * says of which card is not known: the vault is read.
 */
const concerns: Readonly<Record<string, string>> = {
  chargeback: "payments.chargebacks",
  transaction: "payments.payment",
  settlement: "payments.settlement"
}
