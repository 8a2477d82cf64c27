import { Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  type CreditApplicationId,
  type CreditApplicationState,
  makeLoanKind,
  payOutLoanKind
} from "../../model/index.ts"

/** What the company decides of an approved application, and from where; the lender has the last word. */
const decisions = {
  "make-loan": { kind: makeLoanKind, from: "approved" },
  "pay-out": { kind: payOutLoanKind, from: "loan-made" }
} as const

export type CreditDecision = keyof typeof decisions

/** Asks for the loan of an approved application, or for its money, once each, if the application is at `version`. */
export const decideCredit = Effect.fn("credit.decide")(function* (
  id: CreditApplicationId,
  version: number,
  decision: CreditDecision
) {
  const { write } = yield* UnitOfWork
  const credits = yield* Credits
  return yield* write(
    Effect.gen(function* () {
      const application = yield* credits.application(id, "hold")
      const { amount, connectionId, reference } = application
      yield* mayDecide(application, version, decision)
      return yield* openIntent(decisions[decision].kind, {
        connectionId,
        businessKey: id,
        amount,
        payload: { creditApplicationId: id, reference: reference ?? "" }
      })
    })
  )
})

/** Fails unless the application is at this version, and at the step that the decision follows. */
export const mayDecide = (
  application: {
    readonly id: CreditApplicationId
    readonly state: CreditApplicationState
    readonly version: number
  },
  version: number,
  decision: CreditDecision
) => {
  const { id, state, version: current } = application
  if (current !== version)
    return Effect.fail(new VersionConflict({ entity: "CreditApplication", id, current }))
  if (state === decisions[decision].from) return Effect.void
  const allowed = Object.entries(decisions).flatMap(([name, { from }]) => (from === state ? [name] : []))
  return Effect.fail(
    new IllegalTransition({ entity: "CreditApplication", id, from: state, attempted: decision, allowed })
  )
}
