import { Effect } from "effect"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJobOnce } from "../../../platform/jobs/usecases/index.ts"
import { type IntentId, intentTransitions, performIntentKind, settleIntentKind } from "../model/index.ts"

/**
 * Goes on with an intent that nobody is at any more: its job was cancelled, died, or gave up asking. What may have been
 * sent is not sent again. Nothing happens when a job is at it, or it has ended.
 */
export const resumeIntent = Effect.fn("providers.resumeIntent")(function* (intentId: IntentId) {
  const { write } = yield* UnitOfWork
  const intents = yield* ProviderIntents
  yield* write(
    Effect.gen(function* () {
      const { state } = yield* intents.byId(intentId)
      if (intentTransitions[state].length === 0) return
      const kind = state === "unknown" ? settleIntentKind : performIntentKind
      yield* requestJobOnce(kind, { intentId }, "open")
    })
  )
})
