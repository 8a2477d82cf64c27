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

/** What the company decides of an approved application; the lender has the last word. */
const kinds = { "make-loan": makeLoanKind, "pay-out": payOutLoanKind } as const

export type CreditDecision = keyof typeof kinds

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
      return yield* openIntent(kinds[decision], {
        connectionId,
        businessKey: id,
        amount,
        payload: { creditApplicationId: id, reference: reference ?? "" }
      })
    })
  )
})

interface Standing {
  readonly id: CreditApplicationId
  readonly state: CreditApplicationState
  readonly version: number
}

/** Fails unless the application is at this version, and at the step that the decision follows. */
export const mayDecide = (application: Standing, version: number, decision: CreditDecision) => {
  const { id, version: current } = application
  return current === version
    ? mustStand(application, decision)
    : Effect.fail(new VersionConflict({ entity: "CreditApplication", id, current }))
}

const steps = { "make-loan": "approved", "pay-out": "loan-made", locate: "requested" } as const

/** Fails unless the application is at the step that this follows. */
export const mustStand = ({ id, state }: Pick<Standing, "id" | "state">, attempted: keyof typeof steps) => {
  if (state === steps[attempted]) return Effect.void
  const allowed = Object.entries(steps).flatMap(([name, from]) => (from === state ? [name] : []))
  return Effect.fail(
    new IllegalTransition({ entity: "CreditApplication", id, from: state, attempted, allowed })
  )
}
