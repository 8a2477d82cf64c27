import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { Party } from "../../../accounting/model/index.ts"
import { PaymentId } from "../Payment.ts"
import { PaymentMethodId } from "../PaymentMethod.ts"
import { SubscriptionPlanId } from "./SubscriptionPlan.ts"

export const SubscriptionId = Uuid.pipe(Schema.brand("SubscriptionId"))
export type SubscriptionId = typeof SubscriptionId.Type

/** `past_due`: a charge was not paid and nothing is charged until somebody resumes it. */
export const SubscriptionState = Schema.Literals(["active", "paused", "past_due", "ended"])
export type SubscriptionState = typeof SubscriptionState.Type

/** The steps that a subscription can take, and nothing else. */
export const subscriptionTransitions: Readonly<Record<SubscriptionState, ReadonlyArray<SubscriptionState>>> =
  {
    active: ["paused", "past_due", "ended"],
    paused: ["active", "ended"],
    past_due: ["active", "ended"],
    ended: []
  }

/** A customer who pays a plan by a kept card, on the consent of a payment that the payer made. */
export const Subscription = Schema.Struct({
  id: SubscriptionId,
  planId: SubscriptionPlanId,
  paymentMethodId: PaymentMethodId,
  initialPaymentId: PaymentId,
  label: Label,
  party: Schema.NullOr(Party),
  startOn: LocalDate,
  state: SubscriptionState,
  ordinal: Schema.Int.annotate({
    description: "The place of the next charge among the days of the plan, from 0"
  }),
  taken: Schema.Int.annotate({ description: "How many charges were asked for" }),
  nextOn: Schema.NullOr(LocalDate.annotate({ description: "The day of the next charge" })),
  note: Schema.NullOr(
    Schema.String.annotate({
      description: "Why the last charge was not paid: the gateway's code, or what is in the way here",
      examples: ["202"]
    })
  ),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Subscription",
  examples: [
    {
      id: SubscriptionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a52"),
      planId: SubscriptionPlanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a51"),
      paymentMethodId: PaymentMethodId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      initialPaymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      label: "Entretien chaudière Dupont",
      party: { code: "C001", label: "Dupont" },
      startOn: LocalDate.make("2026-12-01"),
      state: "active",
      ordinal: 1,
      taken: 1,
      nextOn: LocalDate.make("2027-01-31"),
      note: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 2
    }
  ]
})
export type Subscription = typeof Subscription.Type

const means = { paymentMethodId: PaymentMethodId, initialPaymentId: PaymentId }

export const NewSubscription = Schema.Struct({
  planId: SubscriptionPlanId,
  ...means,
  label: Label,
  party: Schema.optionalKey(Party),
  startOn: LocalDate.annotate({ description: "Today or later" })
}).annotate({
  identifier: "NewSubscription",
  examples: [
    {
      planId: SubscriptionPlanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a51"),
      paymentMethodId: PaymentMethodId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      initialPaymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      label: "Entretien chaudière Dupont",
      party: { code: "C001", label: "Dupont" },
      startOn: LocalDate.make("2026-12-01")
    }
  ]
})
export type NewSubscription = typeof NewSubscription.Type

/** Another card, with the payment by which its payer consented. */
export const SubscriptionChange = Schema.Struct(means).annotate({
  identifier: "SubscriptionChange",
  examples: [
    {
      paymentMethodId: PaymentMethodId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      initialPaymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31")
    }
  ]
})
export type SubscriptionChange = typeof SubscriptionChange.Type

/** `open`: asked for and not ended. `retrying`: declined, and tried again on a day. `unpaid`: given up, for a person. */
export const ChargeState = Schema.Literals(["open", "retrying", "paid", "unpaid"])
export type ChargeState = typeof ChargeState.Type

/** One charge of a subscription, and the payment of its last attempt. */
export const SubscriptionCharge = Schema.Struct({
  ordinal: Schema.Int.annotate({ examples: [0] }),
  dueOn: LocalDate,
  state: ChargeState,
  attempts: Schema.Int.annotate({ examples: [1] }),
  paymentId: PaymentId,
  retryOn: Schema.NullOr(LocalDate)
}).annotate({
  identifier: "SubscriptionCharge",
  examples: [
    {
      ordinal: 0,
      dueOn: LocalDate.make("2026-12-31"),
      state: "paid",
      attempts: 1,
      paymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a32"),
      retryOn: null
    }
  ]
})
export type SubscriptionCharge = typeof SubscriptionCharge.Type
