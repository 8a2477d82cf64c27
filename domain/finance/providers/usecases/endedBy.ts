import { DateTime, Duration, Effect, type Schema } from "effect"
import type { Asked, Ended, Intent, IntentPerformer } from "../model/index.ts"
import { neverReceived } from "./intentFailures.ts"

/** How an intent ended by what the provider says of it; nothing while it cannot be said. */
export const endedBy = Effect.fnUntraced(function* (
  { sentAt }: Intent,
  { absentAfter }: IntentPerformer<never>,
  asked: Asked<Schema.Json>
): Effect.fn.Return<Ended<Schema.Json> | undefined> {
  switch (asked._tag) {
    case "Found":
      return { _tag: "Succeeded", settlement: asked.settlement }
    case "Refused": {
      const { code, message } = asked
      return { _tag: "Refused", refusal: { code, fr: message, en: message } }
    }
    case "Pending":
      return undefined
    case "Absent": {
      const now = yield* DateTime.now
      const proven =
        sentAt !== null && now.epochMilliseconds - sentAt.epochMilliseconds >= Duration.toMillis(absentAfter)
      return proven ? { _tag: "Refused", refusal: neverReceived } : undefined
    }
  }
})
