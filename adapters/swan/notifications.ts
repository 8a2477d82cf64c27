import { Result, Schema } from "effect"
import {
  type Delivery,
  type NotificationScheme,
  ProviderWord,
  readNotification
} from "../../domain/finance/notifications/model/index.ts"
import { Instant } from "../../domain/shared/Instant.ts"
import { swanDefinition } from "./definition.ts"
import { sharedSecret } from "./sharedSecret.ts"

/**
 * Swan's notifications: ids only, the resource is read again (docs.swan.io, developers/using-api/webhooks).
 */
export const swanNotifications: NotificationScheme = {
  provider: swanDefinition.name,
  proof: sharedSecret("webhookSecret"),
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

const concerns: Readonly<Record<string, string>> = {
  Account: "banking.account",
  AccountHolder: "banking.account-holder",
  AccountMembership: "banking.member",
  AccountStatement: "banking.statement",
  Card: "cards.card",
  Consent: "banking.consent",
  Onboarding: "banking.onboarding",
  ReceivedDirectDebitMandate: "banking.mandate",
  StandingOrder: "banking.standing-order",
  Transaction: "banking.transaction"
}
