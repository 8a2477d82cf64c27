import { Effect } from "effect"
import { IntentPerformers } from "../../../../ports/finance/IntentPerformers.ts"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import type { IntentId } from "../model/index.ts"
import { noPerformer, noSuchIntent } from "./intentFailures.ts"

/** The intent of a job as it stands, with what can be done for its kind. */
export const intentToWorkAt = Effect.fnUntraced(function* (id: IntentId) {
  const { byId } = yield* ProviderIntents
  const performers = yield* IntentPerformers
  const intent = yield* Effect.mapError(byId(id), () => noSuchIntent)
  const performer = performers.get(intent.kind)
  if (performer === undefined) return yield* noPerformer
  return { intent, performer }
})
