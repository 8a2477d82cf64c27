import { DateTime, Effect } from "effect"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJobOnce } from "../../../platform/jobs/usecases/index.ts"
import {
  askingOf,
  type Intent,
  type IntentId,
  intentTransitions,
  performIntentKind,
  settleIntentKind
} from "../model/index.ts"

/**
 * Goes on with an intent that nobody is at any more: its job was cancelled, died, or gave up asking. What may have been
 * sent is not sent again, and one that is unknown for two weeks is left to people. Nothing happens when a job is at it,
 * or it has ended.
 */
export const resumeIntent = Effect.fn("providers.resumeIntent")(function* (intentId: IntentId) {
  const { write } = yield* UnitOfWork
  const intents = yield* ProviderIntents
  yield* write(
    Effect.gen(function* () {
      const intent = yield* intents.byId(intentId)
      const { state } = intent
      if (intentTransitions[state].length === 0) return
      const now = yield* DateTime.now
      if (state === "unknown" && askingOf(intent, now) === "by-people") return yield* left(intent)
      const kind = state === "unknown" ? settleIntentKind : performIntentKind
      yield* requestJobOnce(kind, { intentId }, "open")
    })
  )
})

const left = Effect.fnUntraced(function* ({ businessKey, id, kind }: Intent) {
  const { leaveToPeople } = yield* ProviderIntents
  const { publish } = yield* Events
  if (!(yield* leaveToPeople(id))) return
  yield* publish({
    type: "providers.intent.left-to-people",
    entityId: id,
    payload: { kind, businessKey }
  })
})
