import { Effect } from "effect"
import { EventLog } from "../../../../ports/platform/EventLog.ts"
import { EventsForgotten } from "../model/index.ts"

/**
 * Where somebody starts to listen: after the place that he states, or from now on. Fails with `EventsForgotten` when
 * events after the stated place are kept no more.
 */
export const startOfListening = Effect.fn("events.startOfListening")(function* (stated: number | undefined) {
  const { forgotten, head } = yield* EventLog
  if (stated === undefined) return yield* head
  const oldestAfter = yield* forgotten
  if (stated < oldestAfter) return yield* new EventsForgotten({ after: stated, oldestAfter })
  return stated
})
