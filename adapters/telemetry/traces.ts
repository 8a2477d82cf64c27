import { Config, Effect, Layer, Option, References, Schema } from "effect"
import { otlpExporters } from "./otlpExporters.ts"

/**
 * Traces and metrics to the collector of OTEL_EXPORTER_OTLP_ENDPOINT, as OTLP over HTTP. Where it is not set no span
 * is made at all. Logs do not go there: they leave through `logsLayer`, redacted.
 */
export const tracesLayer = (serviceName: string) =>
  Layer.unwrap(
    Effect.map(collector, (found): Layer.Layer<never> =>
      Option.match(found, {
        onNone: () => untraced,
        onSome: (address) =>
          otlpExporters({ ...address, serviceName, temporality: "cumulative", interval: "1 second" })
      })
    )
  )

/** No span is made: all that telemetry costs is to hand a caller's `traceparent` on. */
export const untraced = Layer.succeed(References.TracerEnabled, false)

export interface Collector {
  readonly address: string
  /** What the collector asks for, such as a key. */
  readonly headers: Readonly<Record<string, string>>
}

/** Where OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS say that spans and metrics go. */
export const collector: Effect.Effect<Option.Option<Collector>, Config.ConfigError> = Effect.gen(
  function* () {
    const stated = yield* Config.String("OTEL_EXPORTER_OTLP_ENDPOINT").pipe(Config.withDefault(""))
    if (stated.trim() === "") return Option.none()
    const { href } = yield* Config.URL("OTEL_EXPORTER_OTLP_ENDPOINT")
    const headers = yield* stringRecord("OTEL_EXPORTER_OTLP_HEADERS")
    return Option.some({ address: href.replace(/\/+$/, ""), headers })
  }
)

/** `name=value,name=value`, values as in an address. */
const stringRecord = (name: string): Config.Config<Readonly<Record<string, string>>> =>
  Config.Record(Schema.String, Schema.StringFromUriComponent, name).pipe(Config.withDefault({}))
