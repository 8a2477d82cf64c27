import { Effect, Result } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { type LoanId, loanPosition, planOf, RepaymentRefused, standingOf } from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

const standing = (id: LoanId) =>
  Effect.gen(function* () {
    const { loan, movements } = yield* Credits
    const found = yield* loan(id)
    return yield* Effect.fromResult(standingOf(found, yield* movements(id)))
  })

/** The due dates of a loan as they are today, and which of them were paid. */
export const loanPlan = Effect.fn("credit.loanPlan")(function* (id: LoanId) {
  return planOf(yield* standing(id), yield* today)
})

/** What a loan owes on a day from its last early repayment on, all due dates up to it being paid. */
export const positionOfLoan = Effect.fn("credit.position")(function* (id: LoanId, on: LocalDate) {
  const { left, outstanding } = yield* standing(id)
  return yield* Effect.fromResult(
    left === null
      ? Result.fail(new RepaymentRefused({ from: on, to: on, outstanding }))
      : loanPosition(left, on)
  )
})
