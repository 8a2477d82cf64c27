import { Effect } from "effect"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { type BankRequest, bankRequestTransitions, postReturnKind } from "../../model/index.ts"

/** Writes a step of a request that is held, if it is one from where it stands by now, with its event and its entry. */
export const advanceRequest = Effect.fnUntraced(function* (before: BankRequest, after: BankRequest) {
  if (!bankRequestTransitions[before.state].includes(after.state)) return
  const { save } = yield* BankRequests
  const { publish } = yield* Events
  const { id, kind, reason, state } = yield* save(after)
  yield* publish({
    type: `banking.request.${state}`,
    entityId: id,
    payload: { kind, ...(reason === null ? {} : { code: reason.code }) }
  })
  if (kind === "return-debit" && state === "done") {
    yield* Effect.orDie(requestJob(postReturnKind, { requestId: id }))
  }
})
