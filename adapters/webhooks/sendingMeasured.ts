import { Effect, Metric } from "effect"
import type { Sent } from "../../ports/platform/WebhookSender.ts"

/** Counts and times one sending, and gives it a span. Nothing of its address, body or secret is in them. */
export const sendingMeasured = (sending: Effect.Effect<Sent>): Effect.Effect<Sent> =>
  Effect.gen(function* () {
    const started = performance.now()
    const sent = yield* sending
    const seconds = (performance.now() - started) / 1000
    const outcome = sent.error ?? "delivered"
    yield* Metric.update(Metric.withAttributes(attempts, { outcome }), 1)
    yield* Metric.update(durations, seconds)
    yield* Effect.annotateCurrentSpan("outcome", outcome)
    return sent
  }).pipe(Effect.withSpan("webhook send", { kind: "client" }))

const attempts = Metric.counter("webhook_attempts", {
  description: "Sendings to webhooks, by how they ended",
  incremental: true
})

const durations = Metric.histogram("webhook_attempt_duration_seconds", {
  description: "Time of one sending to a webhook",
  boundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15]
})
