import { Redacted, Result, Schema } from "effect"
import { createHash, timingSafeEqual } from "node:crypto"
import {
  type Delivery,
  type NotificationScheme,
  NotProven,
  ProviderWord,
  readNotification
} from "../../domain/finance/notifications/model/index.ts"
import { Instant } from "../../domain/shared/Instant.ts"
import { swanDefinition } from "./definition.ts"

/**
 * Swan's notifications: ids only, the resource is read again. The header `x-swan-secret` is the shared secret itself;
 * nothing signs the body (docs.swan.io, developers/using-api/webhooks).
 */
export const swanNotifications: NotificationScheme = {
  provider: swanDefinition.name,
  proof: {
    field: "webhookSecret",
    header: "x-swan-secret",
    check: ({ headers }, secret) => {
      const given = headers["x-swan-secret"] ?? ""
      if (given === "") return Result.fail(new NotProven({ reason: "missing-header" }))
      return timingSafeEqual(digest(given), digest(Redacted.value(secret)))
        ? Result.void
        : Result.fail(new NotProven({ reason: "mismatch" }))
    }
  },
  decode: ({ body }: Delivery) =>
    Result.map(readNotification(body, SwanNotification), ({ eventDate, eventId, eventType, resourceId }) => ({
      eventId,
      type: eventType,
      occurredAt: eventDate,
      resourceId
    })),
  concern: ({ resourceId, type }) => {
    const kind = concerns[type.split(".")[0] ?? ""]
    return kind === undefined || resourceId === null ? null : { kind, reference: resourceId }
  }
}

const SwanNotification = Schema.Struct({
  eventId: ProviderWord,
  eventType: ProviderWord,
  eventDate: Instant,
  resourceId: ProviderWord
})

/** Of one length, whatever the secret's. */
const digest = (text: string) => createHash("sha256").update(text).digest()

const concerns: Readonly<Record<string, string>> = {
  Account: "banking.account",
  AccountHolder: "banking.account-holder",
  AccountStatement: "banking.statement",
  Card: "cards.card",
  Consent: "banking.consent",
  ReceivedDirectDebitMandate: "banking.mandate",
  StandingOrder: "banking.standing-order",
  Transaction: "banking.transaction"
}
