import { Effect, Option } from "effect"
import { IntentPerformers } from "../../../../ports/finance/IntentPerformers.ts"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import type { IntentId, OpenConnection } from "../model/index.ts"
import { endedBy } from "./endedBy.ts"
import { endIntent } from "./endIntent.ts"

/**
 * Asks the provider what came of an intent that left and has not ended, as a notification gives reason to. Answers how
 * to write its end, in a unit of work; none when it is not on its way, is another connection's, or nobody can say yet.
 */
export const askedNow = Effect.fn("providers.askNow")(function* (id: IntentId, connection: OpenConnection) {
  const intents = yield* ProviderIntents
  const performers = yield* IntentPerformers
  const intent = yield* Effect.option(intents.byId(id))
  const sent = Option.filter(
    intent,
    ({ connectionId, state }) => connectionId === connection.id && (state === "sent" || state === "unknown")
  )
  const performer = Option.flatMap(sent, ({ kind }) => Option.fromUndefinedOr(performers.get(kind)))
  if (Option.isNone(sent) || Option.isNone(performer)) return Option.none()
  const { payload } = sent.value
  const asked = yield* performer.value.ask({ intent: sent.value, key: id, payload, connection })
  const ended = yield* endedBy(sent.value, performer.value, asked)
  return Option.map(Option.fromUndefinedOr(ended), (end) => endIntent(sent.value, performer.value, end))
})
