import { Redacted, Result, Schema } from "effect"
import { createHmac, timingSafeEqual } from "node:crypto"
import {
  DecodedNotification,
  type Delivery,
  type NotificationScheme,
  NotProven,
  NotReadable,
  readNotification
} from "../../domain/finance/notifications/model/index.ts"
import { solarisDefinition } from "./definition.ts"

/**
 * Solaris's notifications. `Solaris-Webhook-Signature: sha256=<hex>` is the HMAC-SHA256 of the raw body. The headers,
 * which name the event and the entity, are not known to be signed: the entity is read again before any effect.
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
    Result.flatMap(readNotification(body, Schema.Record(Schema.String, Schema.Unknown)), () =>
      Result.mapError(
        decodeNames({
          eventId: headers["solaris-webhook-id"],
          type: headers["solaris-webhook-event-type"],
          occurredAt: null,
          resourceId: headers["solaris-entity-id"] ?? null
        }),
        () => new NotReadable({ reason: "not-a-notification" })
      )
    ),
  concern: ({ resourceId, type }) => {
    const kind = concerns[type]
    return kind === undefined || resourceId === null ? null : { kind, reference: resourceId }
  },
  handshake: ({ body, headers }) =>
    body.length === 0 && headers["solaris-webhook-event-type"] === "WEBHOOK-SUBSCRIPTION"
}

const decodeNames = Schema.decodeUnknownResult(DecodedNotification)

const concerns: Readonly<Record<string, string>> = {
  BUSINESS_FRONTING_APPLICATION: "credit.application",
  BUSINESS_FRONTING_LOAN_PAYOUT: "credit.loan",
  BUSINESS_FRONTING_PAYOUT_UPDATE: "credit.loan"
}
