import { Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { money } from "../../../../shared/Money.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  type CreditApplication,
  type CreditApplicationId,
  type CreditFile,
  creditTransitions,
  grantedOr,
  LoanId,
  movedBy,
  termsOf
} from "../../model/index.ts"
import { addMovement } from "./addMovement.ts"
import { today } from "../../../../shared/ParisDay.ts"

/**
 * Notes what the lender says of an application, in the running unit of work. Money that was paid out begins a loan, on
 * `paidOn` or, where nobody says the day, on the day on which it is known.
 */
export const observeCredit = Effect.fnUntraced(function* (
  id: CreditApplicationId,
  { granted = null, loanReference, reference, state: seen }: CreditFile,
  paidOn?: LocalDate
) {
  const credits = yield* Credits
  const events = yield* Events
  const now = yield* credits.application(id, "hold")
  const state = movedBy(creditTransitions, now.state, seen, { from: "requested", to: "in-review" })
  if (state === undefined) return
  const terms = granted ?? now.granted
  yield* credits.setApplication(id, {
    state,
    word: seen.word,
    reference,
    loanReference: loanReference ?? now.loanReference,
    granted: terms,
    reason: null
  })
  if (state === now.state) return
  yield* events.publish({
    type: `credit.application.${state.replaceAll("-", "_")}`,
    entityId: id,
    payload: { word: seen.word }
  })
  if (state === "paid-out") yield* beginLoan(grantedOr(now, terms), paidOn ?? (yield* today))
})

const beginLoan = Effect.fnUntraced(function* (application: CreditApplication, drawnOn: LocalDate) {
  const credits = yield* Credits
  const events = yield* Events
  const id = LoanId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const creditApplicationId = application.id
  const terms = termsOf(application, drawnOn)
  const loan = yield* credits.addLoan({ id, creditApplicationId, terms })
  yield* events.publish({ type: "credit.loan.drawn", entityId: id, payload: { creditApplicationId } })
  yield* addMovement(loan, {
    kind: "disbursement",
    on: drawnOn,
    dueOn: null,
    principal: terms.principal,
    interest: money(0n, terms.principal.currency),
    reverses: null
  })
})
