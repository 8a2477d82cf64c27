import { Effect, Metric } from "effect"
import type { ProviderAnswer } from "../../ports/platform/ProviderHttp.ts"
import type { ProviderCall } from "./ProviderCall.ts"
import type { AttemptFailure } from "./AttemptFailure.ts"

/**
 * Counts, times and logs one attempt, and gives it a span. Nothing of its address, headers or body is in them: only
 * whose provider, which operation of ours, and how it ended.
 */
export const measured =
  ({ connection: { environment, provider }, operation }: ProviderCall) =>
  <R>(attempt: Effect.Effect<ProviderAnswer, AttemptFailure, R>) =>
    Effect.gen(function* () {
      const started = performance.now()
      const ended = yield* Effect.result(attempt)
      const seconds = (performance.now() - started) / 1000
      const outcome = ended._tag === "Success" ? String(ended.success.status) : ended.failure.reason
      const facts = { provider, environment, operation }
      yield* Metric.update(Metric.withAttributes(calls, { ...facts, outcome }), 1)
      yield* Metric.update(Metric.withAttributes(durations, { provider, operation }), seconds)
      const log = ended._tag === "Success" ? Effect.logDebug : Effect.logWarning
      yield* log("A provider was called", { ...facts, outcome, milliseconds: Math.round(seconds * 1000) })
      return yield* Effect.fromResult(ended)
    }).pipe(
      Effect.withSpan(`provider ${provider}`, { kind: "client", attributes: { environment, operation } })
    )

const calls = Metric.counter("provider_calls", {
  description: "Attempts at providers, by how they ended",
  incremental: true
})

const durations = Metric.histogram("provider_call_duration_seconds", {
  description: "Time of one attempt at a provider",
  boundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30]
})
