import { Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../../platform/jobs/model/index.ts"
import { requestJobOnce } from "../../../../platform/jobs/usecases/index.ts"
import { postFinancialEvent } from "../../../accounting/usecases/index.ts"
import { type LoanId, type LoanMovement, loanPosting, postLoanKind } from "../../model/index.ts"

/** Asks for what waits of a loan to be posted again: a rule may have been added since. */
export const requestLoanPosting = Effect.fn("credit.requestPosting")(function* (id: LoanId) {
  const { write } = yield* UnitOfWork
  const { loan } = yield* Credits
  return yield* write(
    Effect.gen(function* () {
      yield* loan(id)
      return { jobId: yield* requestJobOnce(postLoanKind, { loanId: id }, "waiting") }
    })
  )
})

/** The work of `credit.post-loan`: each movement that waits is posted, once, or says what is in the way. */
export const postLoan = jobHandler(postLoanKind, ({ loanId }) =>
  Effect.gen(function* () {
    const credits = yield* Credits
    const { creditApplicationId } = yield* Effect.mapError(credits.loan(loanId), () => nothing)
    const { purpose } = yield* Effect.mapError(credits.application(creditApplicationId), () => nothing)
    const count = { posted: 0, waiting: 0 }
    for (const movement of yield* credits.movements(loanId)) {
      if (movement.posting !== "waiting") continue
      count[(yield* postMovement(movement, purpose)) ? "posted" : "waiting"] += 1
    }
    return count
  })
)

/** The entry and its mark, or neither and why. */
const postMovement = Effect.fnUntraced(function* (movement: LoanMovement, purpose: string) {
  const { write } = yield* UnitOfWork
  const { setPosting } = yield* Credits
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const posting = loanPosting(movement, purpose)
      if (posting !== undefined) yield* postFinancialEvent(posting)
      yield* setPosting(movement.id, "posted", null)
      yield* events.publish({
        type: "credit.loan.posted",
        entityId: movement.loanId,
        payload: { loanMovementId: movement.id }
      })
      return true
    })
  ).pipe(Effect.catch((obstacle) => Effect.as(setPosting(movement.id, "waiting", obstacle._tag), false)))
})

const nothing = new JobFailure({
  code: "credit.no-such-loan",
  fr: "Ce prêt n'existe pas.",
  en: "There is no such loan.",
  retryable: false
})
