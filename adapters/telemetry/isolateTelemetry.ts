import { ConfigProvider, Effect, Layer, Option } from "effect"
import { OtlpExporter } from "effect/observability"
import { otlpExporters } from "./otlpExporters.ts"
import { collector, type Collector, untraced } from "./traces.ts"

/**
 * Traces and metrics of a Worker's isolate, to the collector that its variables name; none where they name none, and a
 * wrong address is logged and stops no request. Spans and counts gather in the isolate as plain data; nothing is sent
 * but by a request, with `sentAfterwards`. Metrics are deltas, because an isolate ends without notice.
 */
export const isolateTelemetryLayer = (
  serviceName: string,
  instanceId: string,
  variables: Readonly<Record<string, unknown>>
): Layer.Layer<never> =>
  Layer.unwrap(
    collector.pipe(
      Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromUnknown(texts(variables))),
      Effect.catchTag("ConfigError", () =>
        Effect.as(
          Effect.logError(
            "OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_HEADERS is not usable: no telemetry"
          ),
          Option.none<Collector>()
        )
      ),
      Effect.map((found): Layer.Layer<never> =>
        Option.match(found, {
          onNone: () => untraced,
          onSome: (place) =>
            otlpExporters({
              ...place,
              serviceName,
              instanceId,
              temporality: "delta",
              interval: "Infinity"
            })
        })
      )
    )
  )

/**
 * What a request does after its answer, in its own time, where there is telemetry: waits a second, in which others may
 * add to what has gathered, and sends it all, unless another request is about to do so.
 */
export const sentAfterwards = Effect.map(Effect.serviceOption(OtlpExporter.Flusher), (flusher) => {
  if (Option.isNone(flusher)) return undefined
  let takenUntil = 0
  return Effect.gen(function* () {
    const now = yield* Effect.clockWith((clock) => clock.currentTimeMillis)
    if (now < takenUntil) return
    takenUntil = now + 2 * pause
    yield* Effect.sleep(pause)
    takenUntil = 0
    yield* Effect.timeoutOption(flusher.value.flush, "10 seconds")
  })
})

const pause = 1000

const texts = (variables: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => typeof value === "string"))
