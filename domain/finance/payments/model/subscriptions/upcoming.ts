import { Option, Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { dueDate } from "./dueDates.ts"
import type { Subscription } from "./Subscription.ts"
import type { SubscriptionPlan } from "./SubscriptionPlan.ts"

export const UpcomingCharge = Schema.Struct({
  ordinal: Schema.Int,
  dueOn: LocalDate,
  amount: Money
}).annotate({
  identifier: "UpcomingCharge",
  examples: [{ ordinal: 1, dueOn: LocalDate.make("2027-01-31"), amount: { minor: 4_900n, currency: EUR } }]
})
export type UpcomingCharge = typeof UpcomingCharge.Type

/** The next charges of a subscription as its plan stands, `count` at most; none of one that is not active. */
export const upcoming = (
  { amount, payments, rhythm }: Pick<SubscriptionPlan, "amount" | "payments" | "rhythm">,
  { ordinal, startOn, state, taken }: Pick<Subscription, "ordinal" | "startOn" | "state" | "taken">,
  count: number
): ReadonlyArray<UpcomingCharge> => {
  if (state !== "active") return []
  const left = payments === null ? count : Math.min(count, payments - taken)
  return Array.from({ length: Math.max(0, left) }, (_, place) => ordinal + place).flatMap((next) =>
    Option.match(dueDate(rhythm, startOn, next), {
      onNone: () => [],
      onSome: (dueOn) => [{ ordinal: next, dueOn, amount }]
    })
  )
}

/** The day of the next charge; null when there is none. */
export const nextOnOf = (
  plan: Pick<SubscriptionPlan, "amount" | "payments" | "rhythm">,
  subscription: Pick<Subscription, "ordinal" | "startOn" | "state" | "taken">
): LocalDate | null => upcoming(plan, subscription, 1)[0]?.dueOn ?? null
