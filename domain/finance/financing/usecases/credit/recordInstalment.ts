import { Effect, Result } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { InstalmentNotNext, type LoanId, type LoanStanding } from "../../model/index.ts"
import type { MovementDraft } from "./addMovement.ts"
import { notInFuture } from "./notInFuture.ts"
import { recordOnLoan } from "./recordOnLoan.ts"

/** A due date of a loan was paid on `paidOn`. Due dates are paid in their order, each once. */
export const recordInstalment = (loanId: LoanId, dueOn: LocalDate, paidOn: LocalDate) =>
  Effect.andThen(
    notInFuture(paidOn),
    recordOnLoan(loanId, (standing) => instalment(standing, dueOn, paidOn))
  )

const instalment = (
  { next }: LoanStanding,
  dueOn: LocalDate,
  paidOn: LocalDate
): Result.Result<MovementDraft, InstalmentNotNext> =>
  next?.dueOn === dueOn
    ? Result.succeed({
        kind: "instalment",
        on: paidOn,
        dueOn,
        principal: next.principal,
        interest: next.interest,
        reverses: null
      })
    : Result.fail(new InstalmentNotNext({ dueOn, next: next?.dueOn ?? null }))
