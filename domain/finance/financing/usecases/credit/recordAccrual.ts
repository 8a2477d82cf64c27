import { Result } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { money } from "../../../../shared/Money.ts"
import {
  AlreadyAccrued,
  type LoanId,
  type LoanMovement,
  loanPosition,
  type LoanStanding,
  RepaymentRefused,
  standingMovements
} from "../../model/index.ts"
import type { MovementDraft } from "./addMovement.ts"
import { recordOnLoan } from "./recordOnLoan.ts"

/** Accrues the interest that has run up to a day and is not due, once a day; it is reversed when the books reopen. */
export const recordAccrual = (loanId: LoanId, on: LocalDate) =>
  recordOnLoan(loanId, (standing, movements) => accrual(standing, movements, on))

const accrual = (
  { left, outstanding }: LoanStanding,
  movements: ReadonlyArray<LoanMovement>,
  on: LocalDate
): Result.Result<MovementDraft, AlreadyAccrued | RepaymentRefused> => {
  const same = standingMovements(movements).find((one) => one.kind === "accrual" && one.on === on)
  if (same !== undefined) return Result.fail(new AlreadyAccrued({ on, loanMovementId: same.id }))
  if (left === null) return Result.fail(new RepaymentRefused({ from: on, to: on, outstanding }))
  return Result.map(loanPosition(left, on), ({ accruedInterest }) => ({
    kind: "accrual",
    on,
    dueOn: null,
    principal: money(0n, outstanding.currency),
    interest: accruedInterest,
    reverses: null
  }))
}
