import { DateTime, Result, Schema } from "effect"
import { IllegalTransition } from "../../../shared/errors.ts"
import { Instant } from "../../../shared/Instant.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR } from "../../../shared/Money.ts"
import { Code, Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { MemberId } from "../../../platform/identity/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { CardBudgetId } from "./CardBudgetId.ts"
import { CardLimits } from "./CardLimit.ts"
import { CardRules, openRules } from "./CardRules.ts"
import { NumbersView } from "./NumbersView.ts"
import { ZoneName } from "./ZoneName.ts"

export const CardId = Uuid.pipe(Schema.brand("CardId"))
export type CardId = typeof CardId.Type

/**
 * Where a card stands. `requested`: the issuer has not answered. `frozen` is ours: the issuer knows no such state, and
 * every authorisation is refused. `expired` comes by itself after the card's last day.
 */
export const CardState = Schema.Literals([
  "requested",
  "consent_pending",
  "processing",
  "active",
  "frozen",
  "cancelling",
  "cancelled",
  "refused",
  "expired"
])
export type CardState = typeof CardState.Type

/** The steps that a card can take, and nothing else. */
export const cardTransitions: Readonly<Record<CardState, ReadonlyArray<CardState>>> = {
  requested: ["consent_pending", "processing", "active", "refused", "cancelled"],
  consent_pending: ["processing", "active", "cancelling", "cancelled"],
  processing: ["active", "cancelling", "cancelled"],
  active: ["frozen", "cancelling", "cancelled", "expired"],
  frozen: ["active", "cancelling", "cancelled", "expired"],
  cancelling: ["cancelled"],
  cancelled: [],
  refused: [],
  expired: []
}

/** The state asked for, or the states that are possible. */
export const cardStep = (
  { id, state }: Pick<Card, "id" | "state">,
  to: CardState
): Result.Result<CardState, IllegalTransition> =>
  cardTransitions[state].includes(to)
    ? Result.succeed(to)
    : Result.fail(
        new IllegalTransition({
          entity: "Card",
          id,
          from: state,
          attempted: to,
          allowed: cardTransitions[state]
        })
      )

const Axes = Schema.Record(Code, Code).annotate({
  description: "Cost axes of what is paid with the card: axis code to section code",
  examples: [{ SITE: "LYON" }]
})

const ReturnAddress = Schema.String.check(Schema.isPattern(/^https?:\/\/[\x21-\x7e]{1,400}$/u)).annotate({
  description: "Where the issuer sends its user back after consent",
  examples: ["https://app.example.fr/cards"]
})

/** What the company decides of a card, and may change. */
const policy = {
  name: Label.annotate({ examples: ["Abonnements"] }),
  memberId: Schema.NullOr(MemberId).annotate({ description: "The member who answers for it" }),
  analytics: Axes,
  limits: CardLimits,
  rules: CardRules,
  zone: ZoneName,
  receiptsRequired: Schema.Boolean,
  /** Refuse further payments once so many receipts are missing; null never does. */
  blockAfterMissing: Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })))
}

const RemindAfterDays = Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 90 })))

/** After how many days a missing receipt is reminded of, where a new card does not say. */
export const defaultRemindAfterDays = 7

/** A card to ask of an issuer. `holderReference`: the issuer's own id of the person who will hold it. */
export const NewCard = Schema.Struct({
  connectionId: ConnectionId,
  holderReference: Label.annotate({ examples: ["8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11"] }),
  kind: Schema.Literals(["virtual", "single-use"]),
  expiresOn: Schema.NullOr(LocalDate),
  consentReturnUrl: ReturnAddress,
  ...policy,
  budgetId: Schema.optionalKey(
    Schema.NullOr(CardBudgetId).annotate({ description: "The budget that it takes from, with other cards" })
  ),
  remindAfterDays: Schema.optionalKey(
    RemindAfterDays.annotate({
      description:
        "Days after its capture a payment's missing receipt is told of, once; 7 when absent, null never"
    })
  )
}).annotate({
  identifier: "NewCard",
  examples: [
    {
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      holderReference: "8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11",
      kind: "virtual",
      expiresOn: null,
      consentReturnUrl: "https://app.example.fr/cards",
      name: "Abonnements",
      memberId: null,
      analytics: {},
      limits: [
        { amount: { minor: 50_000n, currency: EUR }, period: "month", window: "calendar", resetDay: 1 }
      ],
      rules: openRules,
      zone: "Europe/Paris",
      receiptsRequired: true,
      blockAfterMissing: 5
    }
  ]
})
export type NewCard = typeof NewCard.Type

/** Where the issuer sends the card's holder back after consent. */
export const NumbersWanted = Schema.Struct({ consentReturnUrl: ReturnAddress }).annotate({
  identifier: "CardNumbersWanted",
  examples: [{ consentReturnUrl: "https://app.example.fr/cards" }]
})

/** What changes of a card. Our own rules hold at once; `consentReturnUrl` also asks the issuer to change its part. */
export const CardChange = Schema.Struct({
  name: Schema.optionalKey(policy.name),
  memberId: Schema.optionalKey(policy.memberId),
  analytics: Schema.optionalKey(policy.analytics),
  limits: Schema.optionalKey(policy.limits),
  rules: Schema.optionalKey(policy.rules),
  zone: Schema.optionalKey(policy.zone),
  receiptsRequired: Schema.optionalKey(policy.receiptsRequired),
  blockAfterMissing: Schema.optionalKey(policy.blockAfterMissing),
  remindAfterDays: Schema.optionalKey(RemindAfterDays),
  consentReturnUrl: Schema.optionalKey(ReturnAddress)
}).annotate({ identifier: "CardChange", examples: [{ name: "Abonnements", receiptsRequired: true }] })
export type CardChange = typeof CardChange.Type

const Consent = Schema.Struct({
  reference: Schema.String,
  url: Schema.String.annotate({ examples: ["https://identity.example/consent/8f1c"] })
}).annotate({ identifier: "CardConsent" })

/** A card of the company. Its number is shown to its holder by the issuer, and is never here. */
export const Card = Schema.Struct({
  id: CardId,
  connectionId: ConnectionId,
  holderReference: Schema.String,
  kind: Schema.Literals(["virtual", "single-use"]),
  state: CardState,
  /** What the issuer calls it, once it is issued. */
  reference: Schema.NullOr(Schema.String),
  masked: Schema.NullOr(Schema.String).annotate({
    description: "The masked number, as the issuer shows it",
    examples: ["532510******1234"]
  }),
  expiresOn: Schema.NullOr(LocalDate),
  consent: Schema.NullOr(Consent),
  numbersView: Schema.NullOr(NumbersView),
  ...policy,
  budgetId: Schema.NullOr(CardBudgetId).annotate({
    description: "The budget that it takes from, with other cards",
    examples: [null]
  }),
  remindAfterDays: RemindAfterDays,
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Card",
  examples: [
    {
      id: CardId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      holderReference: "8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11",
      kind: "virtual",
      state: "active",
      reference: "2f0c6a52-7b1d-4e0a-9a51-3f0f6b9c1a77",
      masked: "532510******1234",
      expiresOn: null,
      consent: null,
      numbersView: null,
      name: "Abonnements",
      memberId: null,
      analytics: {},
      limits: [
        { amount: { minor: 50_000n, currency: EUR }, period: "month", window: "calendar", resetDay: 1 }
      ],
      rules: openRules,
      zone: "Europe/Paris",
      receiptsRequired: true,
      blockAfterMissing: 5,
      budgetId: null,
      remindAfterDays: 7,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 1
    }
  ]
})
export type Card = typeof Card.Type
