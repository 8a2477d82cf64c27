import { Effect, Option, type Schema } from "effect"
import { type IntentStep, ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { type Ended, type Intent, type IntentPerformer, settleIntentKind } from "../model/index.ts"

/**
 * Writes how an intent ended, what the business makes of it and the event, in one unit of work: all or nothing. An
 * unknown outcome asks for the job that settles it. When another attempt was faster nothing is written; the intent
 * as it stands is answered either way.
 */
export const endIntent = Effect.fn("providers.endIntent")(function* (
  intent: Intent,
  performer: IntentPerformer<never>,
  ended: Ended<Schema.Json>
) {
  const { write } = yield* UnitOfWork
  const intents = yield* ProviderIntents
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const taken = yield* intents.take(intent.id, stepOf(ended))
      if (Option.isNone(taken)) return yield* Effect.orDie(intents.byId(intent.id))
      if (ended._tag === "Unknown") yield* Effect.orDie(requestJob(settleIntentKind, { intentId: intent.id }))
      yield* performer.settled(intent, intent.payload, ended)
      yield* events.publish({
        type: `providers.intent.${taken.value.state}`,
        entityId: intent.id,
        payload: { kind: intent.kind, businessKey: intent.businessKey }
      })
      return taken.value
    })
  )
})

const stepOf = (ended: Ended<Schema.Json>): IntentStep =>
  ended._tag === "Succeeded"
    ? {
        _tag: "Succeeded",
        providerReference: ended.settlement.reference,
        outcome: ended.settlement.outcome
      }
    : ended
