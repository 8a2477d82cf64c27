import { Effect } from "effect"
import { OutcomeUnknown, type ProviderName, type SendFailure } from "../model/index.ts"

/**
 * No answer within this time is none at all. Above every time that a call takes by its own limits (150 s at Solaris,
 * begun again within 45 s), and well before "there is nothing" is believed, ten minutes.
 */
const longest = "5 minutes"

/** A sending, heard until its own time-out has ended it: this limit is only the net under it. */
export const heardOut =
  (provider: ProviderName, operation: string) =>
  <A, R>(sending: Effect.Effect<A, SendFailure, R>): Effect.Effect<A, SendFailure, R> =>
    Effect.timeoutOrElse(sending, {
      duration: longest,
      orElse: () => Effect.fail(new OutcomeUnknown({ provider, operation, reason: "timed-out" }))
    })
