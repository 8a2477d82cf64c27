import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { ActorId } from "../../../shared/TenantScope.ts"
import { FreeText } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { Topics } from "./Topic.ts"

export const SubscriptionId = Uuid.pipe(Schema.brand("SubscriptionId"))
export type SubscriptionId = typeof SubscriptionId.Type

export const SubscriptionState = Schema.Literals(["enabled", "disabled"])
export type SubscriptionState = typeof SubscriptionState.Type

/**
 * Why it is disabled: somebody did it, the receiver answered 410 Gone, every attempt failed for five days, or who vouches
 * for it may no longer read what it follows.
 */
export const DisabledReason = Schema.Literals(["by-hand", "gone", "failing", "rights-lost"])
export type DisabledReason = typeof DisabledReason.Type

export const ReceiverText = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]{1,2000}$/),
  Schema.isMaxLength(2000)
).annotate({
  description: "The receiver's address: https, port 443 or 8443, no credentials, of the public internet",
  examples: ["https://hooks.lemaire.fr/azalscore"]
})

/** What a company wants to be told, and where. */
export const Subscription = Schema.Struct({
  id: SubscriptionId,
  address: ReceiverText,
  description: FreeText,
  topics: Topics,
  state: SubscriptionState,
  disabledReason: Schema.NullOr(DisabledReason),
  failingSince: Schema.NullOr(Instant).annotate({
    description: "Every attempt has failed since then; null while the receiver takes them"
  }),
  overlapEndsAt: Schema.NullOr(Instant).annotate({
    description: "Until then each delivery is signed with the secret before the last rotation too"
  }),
  vouchedBy: Schema.NullOr(ActorId).annotate({
    description:
      "The person or key that made it, changed where it delivers or what it follows, or enabled it, whichever was last: " +
      "it follows what they may read, and is disabled (rights-lost) when they may no longer; a rotated key's " +
      "replacement stands in for it"
  }),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Webhook",
  examples: [
    {
      id: SubscriptionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      address: "https://hooks.lemaire.fr/azalscore",
      description: "Tableau de bord de l'atelier",
      topics: ["accounting.entry", "payments"],
      state: "enabled",
      disabledReason: null,
      failingSince: null,
      overlapEndsAt: null,
      vouchedBy: ActorId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a01"),
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 1
    }
  ]
})
export type Subscription = typeof Subscription.Type

export const NewSubscription = Schema.Struct({
  address: ReceiverText,
  description: FreeText,
  topics: Topics
}).annotate({
  identifier: "NewWebhook",
  examples: [
    {
      address: "https://hooks.lemaire.fr/azalscore",
      description: "Tableau de bord de l'atelier",
      topics: ["accounting.entry", "payments"]
    }
  ]
})
export type NewSubscription = typeof NewSubscription.Type

/** What changes; what is absent stays. */
export const SubscriptionChange = Schema.Struct({
  address: Schema.optionalKey(ReceiverText),
  description: Schema.optionalKey(FreeText),
  topics: Schema.optionalKey(Topics)
}).annotate({ identifier: "WebhookChange", examples: [{ topics: ["payments"] }] })
export type SubscriptionChange = typeof SubscriptionChange.Type

/** A new secret in place of the one in use, which goes on for the overlap. */
export const SecretOverlap = Schema.Struct({
  overlapSeconds: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 604_800 })).annotate({
    description: "How long deliveries carry both signatures, 0 to 604,800 seconds (7 days)",
    examples: [86_400]
  })
}).annotate({ identifier: "WebhookSecretOverlap", examples: [{ overlapSeconds: 86_400 }] })
export type SecretOverlap = typeof SecretOverlap.Type

/** How many a company may have. */
export const mostSubscriptions = 50
