import { Clock, Duration, Effect, Layer, Random } from "effect"
import { FetchHttpClient, HttpClient } from "effect/http"
import { CircuitBreaker, RateLimiter } from "effect/persistence"
import {
  CredentialsRefused,
  OutcomeUnknown,
  ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import { type ProviderAnswer, ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { type AccessTokens, makeAccessTokens } from "./accessTokens.ts"
import type { AttemptFailure } from "./AttemptFailure.ts"
import { neverUnknown, type ProviderCall } from "./ProviderCall.ts"
import { type Admit, makeAdmission } from "./callBudgets.ts"
import { measured } from "./callMetrics.ts"
import { sendOnce } from "./sendOnce.ts"

const most = { attempts: 3, elapsed: Duration.toMillis("45 seconds"), wait: Duration.toMillis("20 seconds") }

/**
 * `ProviderHttp` over the platform's `fetch`: the policy of every call to a provider. It keeps its circuits, budgets
 * and tokens in this process, so that several workers have as many budgets. `kept` holds the access tokens as data,
 * so that a host that may not share promises between requests can share them all the same.
 */
export const providerHttpLayer = (kept: AccessTokens = new Map()) =>
  Layer.effect(
    ProviderHttp,
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const breaker = yield* CircuitBreaker.make({
        tripPolicy: CircuitBreaker.consecutive(5),
        openDuration: "15 seconds",
        maxOpenDuration: "5 minutes"
      })
      const admit = makeAdmission(yield* RateLimiter.make)
      const once = attempt(client, breaker, admit)
      const untokened = (call: ProviderCall) => repeated(call, once(call))
      const tokens = makeAccessTokens(kept, untokened)
      const called = (call: ProviderCall) =>
        call.token === undefined ? untokened(call) : tokens.with(call, call.token)
      return ProviderHttp.of({
        ask: (question) => neverUnknown(called({ ...question, repeatable: "safe" })),
        send: called
      })
    })
  ).pipe(
    Layer.provide([FetchHttpClient.layer, CircuitBreaker.layerStoreMemory(), RateLimiter.layerStoreMemory])
  )

/** One attempt, once the budget has room and unless the circuit of the host is open. */
const attempt =
  (client: HttpClient.HttpClient, breaker: CircuitBreaker.CircuitBreaker, admit: Admit) =>
  (call: ProviderCall) =>
    sendOnce(client, call).pipe(
      measured(call),
      breaker.execute({
        key: new URL(call.url).origin,
        classify: (exit) =>
          exit._tag === "Success" || exit.cause.reasons.some(saysNothing)
            ? CircuitBreaker.success
            : CircuitBreaker.failure()
      }),
      Effect.catchTag("CircuitBreakerError", () =>
        Effect.fail<AttemptFailure>({ happened: "no", reason: "circuit-open", retryAfter: null })
      ),
      admit(call)
    )

/** A provider that refuses credentials, asks to come later, or answers at too great length, is healthy. */
const saysNothing = (reason: { readonly _tag: string; readonly error?: unknown }): boolean => {
  const { error } = reason
  return (
    typeof error === "object" &&
    error !== null &&
    "reason" in error &&
    (error.reason === "rate-limited" || error.reason === "credentials" || error.reason === "too-large")
  )
}

/** Attempts as far as `repeatable` allows, with a jittered, growing pause, or the one that the provider asks for. */
const repeated = <R>(call: ProviderCall, once: Effect.Effect<ProviderAnswer, AttemptFailure, R>) =>
  Effect.gen(function* () {
    const started = yield* Clock.currentTimeMillis
    let left = call.repeatable === "once" ? 1 : most.attempts
    let mayHaveHappened = false
    for (let count = 1; ; count++) {
      const ended = yield* Effect.result(once)
      if (ended._tag === "Success") return ended.success
      const failure = ended.failure
      mayHaveHappened ||= failure.happened === "maybe"
      left--
      const pause = yield* pauseAfter(failure, count)
      const elapsed = (yield* Clock.currentTimeMillis) - started
      const again = left > 0 && repeatsAfter(failure) && pause <= most.wait && elapsed + pause < most.elapsed
      if (!again) return yield* asFact(call, failure, mayHaveHappened)
      yield* Effect.sleep(Duration.millis(pause))
    }
  })

const repeatsAfter = ({ reason }: AttemptFailure): boolean =>
  reason !== "credentials" && reason !== "circuit-open" && reason !== "budget-spent" && reason !== "too-large"

const pauseAfter = ({ retryAfter }: AttemptFailure, count: number) =>
  Effect.map(Random.nextBetween(0.5, 1), (jitter) =>
    Math.max(Math.round(250 * 4 ** (count - 1) * jitter), retryAfter === null ? 0 : retryAfter * 1000)
  )

/** What the last failure means for the business, with what any attempt before it may have done. */
const asFact = (
  { connection: { provider }, operation, repeatable }: ProviderCall,
  { reason, retryAfter }: AttemptFailure,
  mayHaveHappened: boolean
): Effect.Effect<never, CredentialsRefused | OutcomeUnknown | ProviderUnavailable> => {
  if (repeatable !== "safe" && mayHaveHappened) {
    return Effect.fail(new OutcomeUnknown({ provider, operation, reason: lostAs(reason) }))
  }
  if (reason === "credentials") return Effect.fail(new CredentialsRefused({ provider, operation }))
  return Effect.fail(
    new ProviderUnavailable({
      provider,
      operation,
      reason:
        reason === "timed-out" || reason === "connection-lost" || reason === "server-error"
          ? "no-answer"
          : reason === "too-large"
            ? "bad-answer"
            : reason,
      retryAfterSeconds: retryAfter
    })
  )
}

const lostAs = (reason: AttemptFailure["reason"]): OutcomeUnknown["reason"] => {
  if (reason === "too-large") return "bad-answer"
  return reason === "timed-out" || reason === "server-error" ? reason : "connection-lost"
}
