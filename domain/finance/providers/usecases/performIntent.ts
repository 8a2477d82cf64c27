import { Cause, Effect, Exit, Option, type Schema } from "effect"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import { jobHandler, type JobRun } from "../../../platform/jobs/model/index.ts"
import {
  type Ended,
  failureText,
  type Intent,
  type IntentPerformer,
  type OpenConnection,
  performIntentKind,
  type SendFailure,
  type Settlement
} from "../model/index.ts"
import { endIntent } from "./endIntent.ts"
import { heardOut } from "./heardOut.ts"
import { gaveUp, notSent, notUsable, summaryOf } from "./intentFailures.ts"
import { intentToWorkAt } from "./intentToWorkAt.ts"
import { openConnection } from "./openConnection.ts"

/**
 * The work of `providers.perform-intent`: marks the intent as sent, sends it, writes what came of it. Found as sent,
 * it was left by a worker that died: nobody knows what came of it, so it is asked for and never sent again.
 */
export const performIntent = jobHandler(performIntentKind, ({ intentId }, run) =>
  Effect.gen(function* () {
    const { intent, performer } = yield* intentToWorkAt(intentId)
    if (intent.state === "sent") {
      return summaryOf(yield* endIntent(intent, performer, { _tag: "Unknown" }))
    }
    if (intent.state !== "created") return summaryOf(intent)
    const connection = yield* openConnection(intent.connectionId, "sending").pipe(
      Effect.catch((failure) => untilGivenUp(intent, performer, run, notUsable(failure)))
    )
    if (connection === undefined) return summaryOf(intent)
    return summaryOf(yield* send(intent, performer, connection, run))
  })
)

const send = Effect.fnUntraced(function* (
  intent: Intent,
  performer: IntentPerformer<never>,
  connection: OpenConnection,
  run: JobRun
) {
  const intents = yield* ProviderIntents
  const sent = yield* intents.take(intent.id, { _tag: "Sent" })
  if (Option.isNone(sent)) return intent
  const exit = yield* performer
    .send({ intent: sent.value, key: intent.id, payload: intent.payload, connection })
    .pipe(heardOut(connection.provider, intent.kind), Effect.exit)
  const ended = yield* endedBy(exit)
  if (ended !== undefined) return yield* endIntent(sent.value, performer, ended)
  return (yield* untilGivenUp(sent.value, performer, run, failureOf(exit))) ?? sent.value
})

/** How it ended; nothing when it is sure that nothing happened and it may be tried again. A bug in between is unknown. */
const endedBy = Effect.fnUntraced(function* (exit: Exit.Exit<Settlement<Schema.Json>, SendFailure>) {
  if (Exit.isSuccess(exit)) return { _tag: "Succeeded", settlement: exit.value } satisfies Ended<Schema.Json>
  const failure = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
  switch (failure?._tag) {
    case "ProviderUnavailable":
    case "CredentialsRefused":
      return undefined
    case "ProviderRefused":
      return {
        _tag: "Refused",
        refusal: { code: failure.code, ...failureText(failure) }
      } satisfies Ended<never>
    case "NotSupported":
      return {
        _tag: "Refused",
        refusal: { code: "azals.not-supported", ...failureText(failure) }
      } satisfies Ended<never>
    case "OutcomeUnknown":
      return { _tag: "Unknown" } satisfies Ended<never>
    case undefined:
      yield* Effect.logError("Sending an intent failed unexpectedly", exit.cause)
      return { _tag: "Unknown" } satisfies Ended<never>
  }
})

const failureOf = (exit: Exit.Exit<unknown, SendFailure>) =>
  Exit.isFailure(exit)
    ? Option.match(Cause.findErrorOption(exit.cause), { onNone: () => notSent(undefined), onSome: notSent })
    : notSent(undefined)

/** Back to where nothing has left, and again later; refused when that was the last attempt. */
const untilGivenUp = Effect.fnUntraced(function* (
  intent: Intent,
  performer: IntentPerformer<never>,
  run: JobRun,
  failure: ReturnType<typeof notSent>
) {
  if (run.attempt >= performIntentKind.maxAttempts) {
    yield* endIntent(intent, performer, { _tag: "Refused", refusal: gaveUp(failure) })
    return undefined
  }
  const intents = yield* ProviderIntents
  if (intent.state === "sent") yield* intents.take(intent.id, { _tag: "Unsent" })
  return yield* failure
})
