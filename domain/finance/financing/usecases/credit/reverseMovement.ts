import { Effect, Result } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { type Money, money } from "../../../../shared/Money.ts"
import {
  type LoanMovement,
  type LoanMovementId,
  MovementNotReversible,
  standingMovements
} from "../../model/index.ts"
import type { MovementDraft } from "./addMovement.ts"
import { recordOnLoan } from "./recordOnLoan.ts"

/** Takes back what was said of a loan, on a day: the same with negative amounts, in the books too. */
export const reverseMovement = Effect.fn("credit.reverseMovement")(function* (
  id: LoanMovementId,
  on: LocalDate
) {
  const { movement } = yield* Credits
  const { loanId } = yield* movement(id)
  return yield* recordOnLoan(loanId, (_, movements) => reversal(movements, id, on))
})

const reversal = (
  movements: ReadonlyArray<LoanMovement>,
  id: LoanMovementId,
  on: LocalDate
): Result.Result<MovementDraft, MovementNotReversible> => {
  const refused = (because: LoanMovementId) =>
    Result.fail(new MovementNotReversible({ loanMovementId: id, because }))
  const found = movements.find((one) => one.id === id)
  if (found === undefined || found.reverses !== null || found.kind === "disbursement" || on < found.on) {
    return refused(id)
  }
  const before = movements.find(({ reverses }) => reverses === id)
  const follows = before ?? standingMovements(movements).find((other) => followsFrom(other, found))
  if (follows !== undefined) return refused(follows.id)
  const { dueOn, interest, kind, principal } = found
  return Result.succeed({
    kind,
    on,
    dueOn,
    principal: negative(principal),
    interest: negative(interest),
    reverses: id
  })
}

/** Whether a movement was computed from another one. */
const followsFrom = (other: LoanMovement, one: LoanMovement): boolean => {
  if (other.id === one.id || one.kind === "accrual") return false
  if (one.kind === "instalment") return other.kind === "repayment" && other.on >= (one.dueOn ?? one.on)
  return other.kind === "repayment"
    ? other.on > one.on || (other.on === one.on && other.id > one.id)
    : other.kind === "accrual"
      ? other.on >= one.on
      : (other.dueOn ?? one.on) > one.on
}

const negative = ({ currency, minor }: Money) => money(-minor, currency)
