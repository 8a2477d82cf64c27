import { Redacted, Result, Schema } from "effect"
import { createHmac, timingSafeEqual } from "node:crypto"
import {
  DecodedNotification,
  type Delivery,
  type NotificationScheme,
  NotProven,
  NotReadable,
  ProviderWord,
  readNotification
} from "../../domain/finance/notifications/model/index.ts"
import { solarisDefinition } from "./definition.ts"
import { payoutIssued } from "./wire.ts"

/**
 * Solaris's notifications. `Solaris-Webhook-Signature: sha256=<hex>` is the HMAC-SHA256 of the raw body. The headers
 * are not known to be signed: an application is read again before any effect. That money was paid out is nowhere to be
 * read again: the signed body alone says it.
 */
export const solarisNotifications: NotificationScheme = {
  provider: solarisDefinition.name,
  proof: {
    field: "webhookSecrets",
    header: "solaris-webhook-signature",
    check: ({ body, headers }, secret) => {
      const given = headers["solaris-webhook-signature"] ?? ""
      if (given === "") return Result.fail(new NotProven({ reason: "missing-header" }))
      const [, signature] = /^sha256=([0-9a-fA-F]{64})$/.exec(given) ?? []
      if (signature === undefined) return Result.fail(new NotProven({ reason: "malformed-header" }))
      const expected = createHmac("sha256", Redacted.value(secret)).update(body).digest()
      return timingSafeEqual(expected, Buffer.from(signature, "hex"))
        ? Result.void
        : Result.fail(new NotProven({ reason: "mismatch" }))
    }
  },
  decode: ({ body, headers }: Delivery) =>
    Result.flatMap(readNotification(body, Told), (told) =>
      Result.mapError(
        decodeNames({
          eventId: headers["solaris-webhook-id"],
          type: typeOf(headers["solaris-webhook-event-type"] ?? "", told.status),
          occurredAt: null,
          resourceId: [told.application_id, told.id, headers["solaris-entity-id"]].find(isWord) ?? null
        }),
        () => new NotReadable({ reason: "not-a-notification" })
      )
    ),
  concern: ({ resourceId, type }) => {
    const [event = "", status] = type.split(".")
    const kind = isPayout(event) && status === payoutIssued ? "credit.paid-out" : concerns.get(event)
    return kind === undefined || resourceId === null ? null : { kind, reference: resourceId }
  },
  handshake: ({ body, headers }) =>
    body.length === 0 && headers["solaris-webhook-event-type"] === "WEBHOOK-SUBSCRIPTION"
}

/** What the signed body says of itself; the headers stand in for what it lacks. */
const Told = Schema.Struct({
  id: Schema.optional(Schema.Unknown),
  application_id: Schema.optional(Schema.Unknown),
  status: Schema.optional(Schema.Unknown)
})

const decodeNames = Schema.decodeUnknownResult(DecodedNotification)

/** The payout's state is part of its type: nothing can be read of it later. */
const typeOf = (event: string, status: unknown) =>
  isPayout(event) && isStatus(status) ? `${event}.${status}` : event

const isWord = Schema.is(ProviderWord)

const isStatus = Schema.is(Schema.String.check(Schema.isPattern(/^[a-z_]{1,60}$/)))

const isPayout = (event: string) => concerns.has(event) && event !== "BUSINESS_FRONTING_APPLICATION"

const concerns: ReadonlyMap<string, string> = new Map([
  ["BUSINESS_FRONTING_APPLICATION", "credit.application"],
  ["BUSINESS_FRONTING_LOAN_PAYOUT", "credit.application"],
  ["BUSINESS_FRONTING_PAYOUT_UPDATE", "credit.application"]
])
