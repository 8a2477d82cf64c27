import { Result, Schema } from "effect"
import { addMonths, LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money, MoneySum } from "../../../../shared/Money.ts"
import { countedDays } from "./dayCount.ts"
import { booked, interestParts, scaleOf } from "./interest.ts"
import { type LoanInstalment, type LoanSchedule, RepaymentRefused } from "./LoanSchedule.ts"

const eur = (minor: bigint) => ({ minor, currency: EUR })

/** What is owed on a date, all instalments up to it being paid. */
export const LoanPosition = Schema.Struct({
  on: LocalDate,
  outstanding: Money,
  accruedInterest: MoneySum.annotate({
    description: "Run since the last due date and not due yet, to the cent"
  }),
  accruedDays: Schema.Int,
  dueWithinOneYear: Money.annotate({ description: "Principal due in the 12 months after the date" }),
  dueLater: Money
}).annotate({
  identifier: "LoanPosition",
  examples: [
    {
      on: LocalDate.make("2026-03-31"),
      outstanding: eur(1_003_516n),
      accruedInterest: eur(1_777n),
      accruedDays: 15,
      dueWithinOneYear: eur(1_003_516n),
      dueLater: eur(0n)
    }
  ]
})
export type LoanPosition = typeof LoanPosition.Type

/** Refused on a date that is outside the life of the loan. A due date counts as paid on that day. */
export const loanPosition = (
  schedule: LoanSchedule,
  on: LocalDate
): Result.Result<LoanPosition, RepaymentRefused> => {
  const { instalments, terms } = schedule
  const end = instalments.at(-1)?.dueOn ?? terms.drawnOn
  const { currency } = terms.principal
  const { carry, from, outstanding } = standing(schedule, on)
  if (on < terms.drawnOn || on > end) {
    return Result.fail(
      new RepaymentRefused({ from: terms.drawnOn, to: end, outstanding: money(outstanding, currency) })
    )
  }
  const scale = scaleOf(terms)
  const accrued = booked(scale, interestParts(scale, outstanding, from, on) + carry)
  const soon = sumOf(instalments.filter(({ dueOn }) => dueOn > on && dueOn <= addMonths(on, 12)))
  return Result.succeed({
    on,
    outstanding: money(outstanding, currency),
    accruedInterest: money(accrued.minor, currency),
    accruedDays: countedDays(from, on, terms.dayCount),
    dueWithinOneYear: money(soon, currency),
    dueLater: money(outstanding - soon, currency)
  })
}

/** Where the loan stands after the last due date up to `on`, and the interest that rounding carries from there. */
export const standing = ({ instalments, terms }: LoanSchedule, on: LocalDate) => {
  const scale = scaleOf(terms)
  const state = { from: terms.drawnOn, outstanding: terms.principal.minor, carry: 0n }
  for (const { dueOn, interest, outstanding } of instalments) {
    if (dueOn > on) break
    const parts = interestParts(scale, state.outstanding, state.from, dueOn) + state.carry
    Object.assign(state, {
      from: dueOn,
      outstanding: outstanding.minor,
      carry: parts - interest.minor * scale.whole
    })
  }
  return state
}

const sumOf = (lines: ReadonlyArray<LoanInstalment>) =>
  lines.reduce((sum, { principal }) => sum + principal.minor, 0n)
