import { Effect, Result } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { type Money, money } from "../../../../shared/Money.ts"
import {
  LoanDayOutOfOrder,
  type LoanId,
  type LoanNotRepayable,
  type LoanStanding,
  repayEarly,
  RepaymentRefused
} from "../../model/index.ts"
import type { MovementDraft } from "./addMovement.ts"
import { notInFuture } from "./notInFuture.ts"
import { recordOnLoan } from "./recordOnLoan.ts"

/** Principal was repaid early, with the interest to that day: the due dates that are left are computed anew. */
export const recordEarlyRepayment = (loanId: LoanId, on: LocalDate, principal: Money) =>
  Effect.andThen(
    notInFuture(on),
    recordOnLoan(loanId, (standing) => repayment(standing, on, principal))
  )

const repayment = (
  { instalments, left }: LoanStanding,
  on: LocalDate,
  principal: Money
): Result.Result<MovementDraft, LoanDayOutOfOrder | LoanNotRepayable | RepaymentRefused> => {
  const odd = instalments.find(({ dueOn, paidOn }) => dueOn <= on !== (paidOn !== null))
  if (odd !== undefined) {
    return Result.fail(new LoanDayOutOfOrder({ on, dueOn: odd.dueOn, paid: odd.paidOn !== null }))
  }
  if (left === null) {
    const outstanding = money(0n, principal.currency)
    return Result.fail(new RepaymentRefused({ from: on, to: on, outstanding }))
  }
  return Result.map(repayEarly(left, on, principal), ({ interest }) => ({
    kind: "repayment",
    on,
    dueOn: null,
    principal,
    interest,
    reverses: null
  }))
}
