import { Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { CreditApplicationId } from "../../model/index.ts"
import { mayDecide } from "./decideCredit.ts"
import { notInFuture } from "./notInFuture.ts"
import { observeCredit } from "./observeCredit.ts"

/**
 * The company has seen the money of its loan arrive on `paidOn`: the loan begins that day, whatever the lender has or
 * has not notified. The application must be at `version`.
 */
export const confirmPayout = Effect.fn("credit.confirmPayout")(function* (
  id: CreditApplicationId,
  version: number,
  paidOn: LocalDate
) {
  const { write } = yield* UnitOfWork
  const credits = yield* Credits
  yield* notInFuture(paidOn)
  return yield* write(
    Effect.gen(function* () {
      const application = yield* credits.application(id, "hold")
      yield* mayDecide(application, version, "pay-out")
      const { loanReference, reference } = application
      const state = { is: "paid-out", word: "seen-by-the-company" } as const
      yield* observeCredit(id, { reference: reference ?? "", loanReference, state }, paidOn)
      return yield* credits.application(id)
    })
  )
})
