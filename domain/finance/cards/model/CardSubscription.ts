import { Schema } from "effect"
import { addDays, addMonths, daysBetween, LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, Money, money } from "../../../shared/Money.ts"
import { Label } from "../../../shared/Text.ts"
import { CardId } from "./Card.ts"
import { CardPaymentId } from "./CardPayment.ts"
import { MerchantId } from "./CardRules.ts"

/**
 * What a card is for: one subscription. `amount` is what it takes each time, VAT included, in EUR. A payment is missed
 * `graceDays` after the day on which it was expected.
 */
export const NewCardSubscription = Schema.Struct({
  merchantName: Label.annotate({ examples: ["Hosting Inc"] }),
  merchantId: Schema.NullOr(MerchantId).annotate({
    description:
      "The network's id of the merchant: the card pays no other one; null leaves its rules as they are"
  }),
  amount: Money.check(
    Schema.makeFilter(
      ({ currency, minor }) => (minor > 0n && currency === EUR) || "an amount in EUR above zero"
    )
  ),
  every: Schema.Literals(["week", "month", "quarter", "year"]),
  firstOn: LocalDate.annotate({ description: "The first day on which it is expected to take its amount" }),
  graceDays: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 15 }))
})
  .check(
    Schema.makeFilter(
      ({ every, graceDays }) => every !== "week" || graceDays <= 3 || "at most 3 days of grace in a week"
    )
  )
  .annotate({
    identifier: "NewCardSubscription",
    examples: [
      {
        merchantName: "Hosting Inc",
        merchantId: "M-10442",
        amount: money(4_990n, EUR),
        every: "month",
        firstOn: LocalDate.make("2026-11-30"),
        graceDays: 5
      }
    ]
  })
export type NewCardSubscription = typeof NewCardSubscription.Type

const PriceRise = Schema.Struct({
  paymentId: CardPaymentId,
  expected: Money,
  paid: Money
}).annotate({
  identifier: "CardPriceRise",
  examples: [
    {
      paymentId: CardPaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a30"),
      expected: money(4_990n, EUR),
      paid: money(5_490n, EUR)
    }
  ]
})

/** The subscription that a card pays, when it paid it last, and the newest 20 payments that took more than expected. */
export const CardSubscription = Schema.Struct({
  cardId: CardId,
  ...NewCardSubscription.fields,
  state: Schema.Literals(["running", "ended"]),
  lastPaidOn: Schema.NullOr(LocalDate),
  dueOn: LocalDate.annotate({ description: "When the next payment is expected" }),
  missed: Schema.Boolean.annotate({
    description: "It was expected, its days of grace have passed, and none came"
  }),
  rises: Schema.Array(PriceRise)
}).annotate({
  identifier: "CardSubscription",
  examples: [
    {
      cardId: CardId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"),
      merchantName: "Hosting Inc",
      merchantId: "M-10442",
      amount: money(4_990n, EUR),
      every: "month",
      firstOn: LocalDate.make("2026-11-30"),
      graceDays: 5,
      state: "running",
      lastPaidOn: LocalDate.make("2026-11-30"),
      dueOn: LocalDate.make("2026-12-30"),
      missed: false,
      rises: []
    }
  ]
})
export type CardSubscription = typeof CardSubscription.Type

type Plan = Pick<CardSubscription, "every" | "firstOn" | "graceDays">

/**
 * When the next payment is expected, and whether it was missed by that day. Expected days are counted from the first one
 * (the 31st is the last day of a shorter month); a payment is that of the expected day nearest to it.
 */
export const expectedNext = (plan: Plan, lastPaidOn: LocalDate | null, today: LocalDate) => {
  const dueOn = lastPaidOn === null ? plan.firstOn : dayOf(plan, paidTurn(plan, lastPaidOn) + 1)
  return { dueOn, missed: daysBetween(dueOn, today) > plan.graceDays }
}

const months = { month: 1, quarter: 3, year: 12 } as const

const dayOf = ({ every, firstOn }: Pick<Plan, "every" | "firstOn">, turn: number) =>
  every === "week" ? addDays(firstOn, 7 * turn) : addMonths(firstOn, months[every] * turn)

/** The turn whose day is nearest; -1 before the first one. */
const paidTurn = (plan: Plan, on: LocalDate): number => {
  const away = (turn: number) => Math.abs(daysBetween(dayOf(plan, turn), on))
  let turn = 0
  if (daysBetween(plan.firstOn, on) < 0) return away(0) < away(-1) ? 0 : -1
  while (away(turn + 1) <= away(turn)) turn++
  return turn
}
