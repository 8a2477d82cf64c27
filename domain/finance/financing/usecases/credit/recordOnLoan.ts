import { Effect, type Result } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { type LoanId, type LoanMovement, type LoanStanding, standingOf } from "../../model/index.ts"
import { addMovement, type MovementDraft } from "./addMovement.ts"

/** Records what `decide` makes of where a loan stands; nothing else happens to the loan meanwhile. */
export const recordOnLoan = <E>(
  loanId: LoanId,
  decide: (standing: LoanStanding, movements: ReadonlyArray<LoanMovement>) => Result.Result<MovementDraft, E>
) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const credits = yield* Credits
    return yield* write(
      Effect.gen(function* () {
        const loan = yield* credits.loan(loanId)
        yield* credits.application(loan.creditApplicationId, "hold")
        const movements = yield* credits.movements(loanId)
        const standing = yield* Effect.fromResult(standingOf(loan, movements))
        return yield* addMovement(loan, yield* Effect.fromResult(decide(standing, movements)))
      })
    )
  })
