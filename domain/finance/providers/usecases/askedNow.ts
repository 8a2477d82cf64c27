import { Effect, Option, Schema } from "effect"
import { IntentPerformers } from "../../../../ports/finance/IntentPerformers.ts"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import type { IntentId, IntentKind, OpenConnection, Settlement } from "../model/index.ts"
import { endedBy } from "./endedBy.ts"
import { endIntent } from "./endIntent.ts"

/**
 * Asks the provider what came of an intent that left and has not ended, as a notification gives reason to. Answers how
 * to write its end, in a unit of work; none when it is not on its way, is another connection's, or nobody can say yet.
 */
export const askedNow = Effect.fn("providers.askNow")(function* (id: IntentId, connection: OpenConnection) {
  const left = yield* onItsWay(id, connection)
  if (Option.isNone(left)) return Option.none()
  const { intent, performer } = left.value
  const asked = yield* performer.ask({ intent, key: id, payload: intent.payload, connection })
  const ended = yield* endedBy(intent, performer, asked)
  return Option.map(Option.fromUndefinedOr(ended), (end) => endIntent(intent, performer, end))
})

/** The same for a success that the provider has told already, of an intent of this kind. */
export const toldNow = Effect.fn("providers.toldNow")(function* <Payload, Outcome>(
  kind: IntentKind<string, Payload, Outcome>,
  id: IntentId,
  connection: OpenConnection,
  { outcome, reference }: Settlement<Outcome>
) {
  const left = Option.filter(yield* onItsWay(id, connection), ({ intent }) => intent.kind === kind.name)
  const stored = yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(kind.outcome))(outcome))
  return Option.map(left, ({ intent, performer }) =>
    endIntent(intent, performer, { _tag: "Succeeded", settlement: { reference, outcome: stored } })
  )
})

const onItsWay = Effect.fnUntraced(function* (id: IntentId, connection: OpenConnection) {
  const intents = yield* ProviderIntents
  const performers = yield* IntentPerformers
  const intent = yield* Effect.option(intents.byId(id))
  const sent = Option.filter(
    intent,
    ({ connectionId, state }) => connectionId === connection.id && (state === "sent" || state === "unknown")
  )
  const performer = Option.flatMap(sent, ({ kind }) => Option.fromUndefinedOr(performers.get(kind)))
  return Option.all({ intent: sent, performer })
})
