import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { LoanMovementId } from "./LoanMovement.ts"

/** Due dates are paid in their order: the next one is another, or none is left. */
export class InstalmentNotNext extends Schema.TaggedError<InstalmentNotNext>()(
  "InstalmentNotNext",
  { dueOn: LocalDate, next: Schema.NullOr(LocalDate) },
  { httpApiStatus: 409 }
) {}

/** An early repayment or an accrual follows what was paid: a due date up to its day is unpaid, or a later one is paid. */
export class LoanDayOutOfOrder extends Schema.TaggedError<LoanDayOutOfOrder>()(
  "LoanDayOutOfOrder",
  { on: LocalDate, dueOn: LocalDate, paid: Schema.Boolean },
  { httpApiStatus: 409 }
) {}

/** The interest up to this day is accrued already. */
export class AlreadyAccrued extends Schema.TaggedError<AlreadyAccrued>()(
  "AlreadyAccrued",
  { on: LocalDate, loanMovementId: LoanMovementId },
  { httpApiStatus: 409 }
) {}

/**
 * The movement was reversed, or another follows from it: `because`. It is the movement itself where that is a reversal
 * or a disbursement, or where the day is before its own.
 */
export class MovementNotReversible extends Schema.TaggedError<MovementNotReversible>()(
  "MovementNotReversible",
  { loanMovementId: LoanMovementId, because: LoanMovementId },
  { httpApiStatus: 409 }
) {}

/** Money cannot have moved on a day that is still to come in France. */
export class LoanDayInFuture extends Schema.TaggedError<LoanDayInFuture>()(
  "LoanDayInFuture",
  { on: LocalDate, today: LocalDate },
  { httpApiStatus: 422 }
) {}
