import { Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { requestJobOnce } from "../../../../platform/jobs/usecases/index.ts"
import { withRights } from "../../../../shared/TenantScope.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { type Loan, type LoanMovement, LoanMovementId, loanPosting, postLoanKind } from "../../model/index.ts"

export type MovementDraft = Pick<
  LoanMovement,
  "dueOn" | "interest" | "kind" | "on" | "principal" | "reverses"
>

/** Keeps what happened to a loan, in the running unit of work; the posting rules of the company do the rest. */
export const addMovement = Effect.fnUntraced(function* (
  { id: loanId }: Pick<Loan, "id">,
  draft: MovementDraft
) {
  const credits = yield* Credits
  const events = yield* Events
  const id = LoanMovementId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const posting = loanPosting({ ...draft, id }, draft.kind) === undefined ? "none" : "waiting"
  const added = yield* credits.addMovement({ ...draft, id, loanId, posting })
  yield* events.publish({
    type: `credit.loan.${draft.reverses === null ? draft.kind : "reversal"}`,
    entityId: loanId,
    payload: { loanMovementId: id }
  })
  if (posting === "waiting") yield* requestPosting(loanId)
  return added
})

/** The books follow: who may say what happened to a loan need not hold the right to post. */
const requestPosting = (loanId: Loan["id"]) =>
  Effect.orDie(requestJobOnce(postLoanKind, { loanId }, "waiting")).pipe(withRights(postLoanKind.permissions))
