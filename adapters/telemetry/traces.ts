import { Config, Effect, Layer, Option, References } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpMetrics, OtlpSerialization, OtlpTracer } from "effect/observability"

/**
 * Traces and metrics to the collector of OTEL_EXPORTER_OTLP_ENDPOINT, as OTLP over HTTP. Where it is not set no span
 * is made at all. Logs do not go there: they leave through `logsLayer`, redacted.
 */
export const tracesLayer = (serviceName: string) =>
  Layer.unwrap(
    Effect.map(endpoint, (found) =>
      Option.match(found, {
        onNone: () => Layer.succeed(References.TracerEnabled, false),
        onSome: (address) => exporting(address.replace(/\/+$/, ""), serviceName)
      })
    )
  )

const endpoint = Config.option(Config.NonEmptyString("OTEL_EXPORTER_OTLP_ENDPOINT"))

const exporting = (address: string, serviceName: string) => {
  const resource = { serviceName, serviceVersion: "2.0.0" }
  return Layer.mergeAll(
    OtlpTracer.layer({ url: `${address}/v1/traces`, resource, exportInterval: "1 second" }),
    OtlpMetrics.layer({ url: `${address}/v1/metrics`, resource })
  ).pipe(Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer]))
}
