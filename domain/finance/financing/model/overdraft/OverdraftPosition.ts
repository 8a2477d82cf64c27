import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, money, MoneySum } from "../../../../shared/Money.ts"

/** Where an overdraft stands at the end of a day. */
export const OverdraftPosition = Schema.Struct({
  on: LocalDate,
  balance: MoneySum,
  drawn: MoneySum,
  beyondLimit: MoneySum,
  unused: MoneySum.annotate({ description: "What is left of the limit" }),
  accruedInterest: MoneySum.annotate({
    description: "Run up to the end of the day and not booked, to the cent"
  }),
  bookedUpTo: Schema.NullOr(LocalDate)
}).annotate({
  identifier: "OverdraftPosition",
  examples: [
    {
      on: LocalDate.make("2026-03-10"),
      balance: money(-1_250_000n, EUR),
      drawn: money(1_250_000n, EUR),
      beyondLimit: money(0n, EUR),
      unused: money(750_000n, EUR),
      accruedInterest: money(2_934n, EUR),
      bookedUpTo: LocalDate.make("2026-02-28")
    }
  ]
})
export type OverdraftPosition = typeof OverdraftPosition.Type
