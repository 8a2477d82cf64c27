import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"

export const SubscriptionPlanId = Uuid.pipe(Schema.brand("SubscriptionPlanId"))
export type SubscriptionPlanId = typeof SubscriptionPlanId.Type

/** How often: every so many days, or every so many months on a day of the month (its last one where it is shorter). */
export const Rhythm = Schema.Struct({
  unit: Schema.Literals(["day", "month"]),
  every: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 366 })).annotate({ examples: [1] }),
  dayOfMonth: Schema.NullOr(
    Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 31 })).annotate({ examples: [31] })
  )
})
  .check(
    Schema.makeFilter(
      ({ dayOfMonth, unit }) =>
        (unit === "month") === (dayOfMonth !== null) || "dayOfMonth for months, and for nothing else"
    )
  )
  .annotate({ identifier: "SubscriptionRhythm", examples: [{ unit: "month", every: 1, dayOfMonth: 31 }] })
export type Rhythm = typeof Rhythm.Type

const Amount = Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero"))

const terms = {
  label: Label,
  amount: Amount,
  rhythm: Rhythm,
  payments: Schema.NullOr(
    Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_200 })).annotate({
      description: "How many there are; null: until the subscription is ended",
      examples: [12]
    })
  )
}

/** What a subscription costs, and when. */
export const SubscriptionPlan = Schema.Struct({
  id: SubscriptionPlanId,
  code: Code,
  ...terms,
  active: Schema.Boolean.annotate({ description: "Whether there can be new subscriptions of it" }),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "SubscriptionPlan",
  examples: [
    {
      id: SubscriptionPlanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a51"),
      code: "ENTRETIEN",
      label: "Contrat d'entretien",
      amount: { minor: 4_900n, currency: EUR },
      rhythm: { unit: "month", every: 1, dayOfMonth: 31 },
      payments: null,
      active: true,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 1
    }
  ]
})
export type SubscriptionPlan = typeof SubscriptionPlan.Type

export const NewSubscriptionPlan = Schema.Struct({ code: Code, ...terms }).annotate({
  identifier: "NewSubscriptionPlan",
  examples: [
    {
      code: "ENTRETIEN",
      label: "Contrat d'entretien",
      amount: { minor: 4_900n, currency: EUR },
      rhythm: { unit: "month", every: 1, dayOfMonth: 31 },
      payments: null
    }
  ]
})
export type NewSubscriptionPlan = typeof NewSubscriptionPlan.Type

/** What can change of a plan: the dates of those who subscribed stay, and what is charged from now on is the new amount. */
export const SubscriptionPlanChange = Schema.Struct({
  label: Schema.optionalKey(Label),
  amount: Schema.optionalKey(Amount),
  active: Schema.optionalKey(Schema.Boolean)
}).annotate({
  identifier: "SubscriptionPlanChange",
  examples: [{ amount: { minor: 5_200n, currency: EUR } }]
})
export type SubscriptionPlanChange = typeof SubscriptionPlanChange.Type
