import { DateTime, Effect } from "effect"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import {
  askingOf,
  type Intent,
  type IntentId,
  type IntentPerformer,
  intentTransitions,
  performIntentKind,
  settleIntentKind
} from "../model/index.ts"
import { endedBy } from "./endedBy.ts"
import { endIntent } from "./endIntent.ts"
import { notAnswered, notUsable, stillUnknown, summaryOf } from "./intentFailures.ts"
import { intentToWorkAt } from "./intentToWorkAt.ts"
import { openConnection } from "./openConnection.ts"

/**
 * Goes on with an intent now, without waiting for the next try: an unknown one is asked for. One whose job was cancelled
 * or died is taken up again where it stands; what may have been sent is not sent again.
 */
export const requestSettlement = Effect.fn("providers.requestSettlement")(function* (id: IntentId) {
  const { write } = yield* UnitOfWork
  const intents = yield* ProviderIntents
  return yield* write(
    Effect.gen(function* () {
      const { state } = yield* intents.byId(id)
      if (intentTransitions[state].length === 0) {
        return yield* new IllegalTransition({
          entity: "ProviderIntent",
          id,
          from: state,
          attempted: "settle",
          allowed: [...intentTransitions[state]]
        })
      }
      const kind = state === "unknown" ? settleIntentKind : performIntentKind
      return { jobId: yield* requestJob(kind, { intentId: id }) }
    })
  )
})

/**
 * The work of `providers.settle-intent`: asks, and writes the answer. It never sends. What was sent hours ago is asked
 * for once: the next turn asks again.
 */
export const settleIntent = jobHandler(settleIntentKind, ({ intentId }) =>
  Effect.gen(function* () {
    const { intent, performer } = yield* intentToWorkAt(intentId)
    if (intent.state !== "unknown") return summaryOf(intent)
    const again = askingOf(intent, yield* DateTime.now) === "closely"
    return yield* ask(intent, performer, again).pipe(
      Effect.mapError((failure) =>
        again ? failure : new JobFailure({ ...failureFields(failure), retryable: false })
      )
    )
  })
)

const ask = Effect.fnUntraced(function* (intent: Intent, performer: IntentPerformer<never>, again: boolean) {
  const intents = yield* ProviderIntents
  const connection = yield* Effect.mapError(openConnection(intent.connectionId, "asking"), notUsable)
  const asked = yield* performer.ask({ intent, key: intent.id, payload: intent.payload, connection }).pipe(
    Effect.tapError(() => intents.asked(intent.id)),
    Effect.mapError(notAnswered)
  )
  const ended = yield* endedBy(intent, performer, asked)
  if (ended !== undefined) return summaryOf(yield* endIntent(intent, performer, ended))
  yield* intents.asked(intent.id)
  return again ? yield* stillUnknown : summaryOf(intent)
})

const failureFields = ({ code, en, fr }: JobFailure) => ({ code, en, fr })
