import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { DayCount } from "./dayCount.ts"

/** A yearly rate as decimal text, a share of one, with at most eight decimals: `0.0425` is 4.25 %. */
export const YearlyRate = Schema.String.check(Schema.isPattern(/^[01](\.[0-9]{1,8})?$/u)).annotate({
  identifier: "YearlyRate",
  description: "A share of one, below 2, with at most eight decimals: 0.0425 is 4.25 % a year",
  examples: ["0.0425"]
})
export type YearlyRate = typeof YearlyRate.Type

/**
 * `constant_annuity`: every instalment is the same. `constant_capital`: every instalment repays the same principal.
 * `bullet`: the principal is repaid by the last one, the others are interest.
 */
export const RepaymentMethod = Schema.Literals(["constant_annuity", "constant_capital", "bullet"])
export type RepaymentMethod = typeof RepaymentMethod.Type

const fields = {
  principal: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")).annotate({
    examples: [{ minor: 1_200_000n, currency: EUR }]
  }),
  yearlyRate: YearlyRate,
  method: RepaymentMethod,
  dayCount: DayCount,
  drawnOn: LocalDate,
  /** The first due date; its day is the day of all others, or the month's last day where it has no such day. */
  firstDueOn: LocalDate,
  instalments: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600 })).annotate({ examples: [12] }),
  everyMonths: Schema.Literals([1, 3, 6, 12]).annotate({
    description: "Months between two due dates",
    examples: [1]
  })
}

/** What a loan is: everything that its schedule follows from. */
export const LoanTerms = Schema.Struct(fields)
  .check(
    Schema.makeFilter(({ drawnOn, firstDueOn }) => firstDueOn > drawnOn || "a first due date after drawnOn"),
    Schema.makeFilter(({ firstDueOn }) => firstDueOn < "2300-01-01" || "a first due date before 2300")
  )
  .annotate({
    identifier: "LoanTerms",
    examples: [
      {
        principal: { minor: 1_200_000n, currency: EUR },
        yearlyRate: "0.0425",
        method: "constant_annuity",
        dayCount: "thirty_360",
        drawnOn: LocalDate.make("2026-01-15"),
        firstDueOn: LocalDate.make("2026-02-15"),
        instalments: 12,
        everyMonths: 1
      }
    ]
  })
export type LoanTerms = typeof LoanTerms.Type
