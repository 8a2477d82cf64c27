import { Result, Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money, MoneySum } from "../../../../shared/Money.ts"
import { booked, interestParts, scaleOf } from "./interest.ts"
import { standing } from "./loanPosition.ts"
import { type LoanNotRepayable, LoanSchedule, RepaymentRefused } from "./LoanSchedule.ts"
import { scheduleBetween } from "./scheduleOf.ts"

/** An early repayment: what is paid on the day, and the schedule of what is left; none after a full repayment. */
export const EarlyRepayment = Schema.Struct({
  on: LocalDate,
  principal: Money.annotate({ examples: [{ minor: 300_000n, currency: EUR }] }),
  interest: MoneySum.annotate({
    description: "Run up to the day, paid with it",
    examples: [{ minor: 1_250n, currency: EUR }]
  }),
  schedule: Schema.NullOr(LoanSchedule)
}).annotate({ identifier: "EarlyRepayment" })
export type EarlyRepayment = typeof EarlyRepayment.Type

/**
 * Repays part or all of the principal on a day that is no due date or is one; interest runs up to it and is paid with
 * it. The dates that are left stay, and the instalments are computed anew from what is still owed. No indemnity is
 * added: it stands in the contract and not here.
 */
export const repayEarly = (
  schedule: LoanSchedule,
  on: LocalDate,
  principal: Money
): Result.Result<EarlyRepayment, LoanNotRepayable | RepaymentRefused> => {
  const { instalments, terms } = schedule
  const { currency } = terms.principal
  const { carry, from, outstanding } = standing(schedule, on)
  const left = instalments.filter(({ dueOn }) => dueOn > on).map(({ dueOn }) => dueOn)
  const possible = on >= terms.drawnOn && principal.minor > 0n && principal.minor <= outstanding
  const [first] = left
  if (!possible || principal.currency !== currency || first === undefined) {
    const to = instalments.at(-1)?.dueOn ?? terms.drawnOn
    return Result.fail(
      new RepaymentRefused({ from: terms.drawnOn, to, outstanding: money(outstanding, currency) })
    )
  }
  const scale = scaleOf(terms)
  const due = booked(scale, interestParts(scale, outstanding, from, on) + carry)
  const paid = { on, principal, interest: money(due.minor, currency) }
  const rest = outstanding - principal.minor
  if (rest === 0n) return Result.succeed({ ...paid, schedule: null })
  const remaining = {
    ...terms,
    principal: money(rest, currency),
    drawnOn: on,
    firstDueOn: first,
    instalments: left.length
  }
  return Result.map(scheduleBetween(remaining, left, due.carry), (anew) => ({ ...paid, schedule: anew }))
}
