import { type Duration, Effect, Layer, Tracer } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpExporter, OtlpMetrics, OtlpSerialization, OtlpTracer } from "effect/observability"
import { discreetTracer } from "./discreetTracer.ts"

export interface OtlpOptions {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
  /** Tells one writer of metrics from another, where several run at a time. */
  readonly instanceId?: string
  readonly temporality: OtlpMetrics.AggregationTemporality
  /** How often what has gathered is sent; never, where `Flusher` is told when. */
  readonly interval: Duration.Input
}

/** The tracer and the metrics of this process, sent as OTLP over HTTP, JSON. */
export const otlpExporters = (options: OtlpOptions) => {
  const { address, headers, instanceId, interval: exportInterval, serviceName, temporality } = options
  const attributes = instanceId === undefined ? {} : { "service.instance.id": instanceId }
  const common = { headers, resource: { serviceName, serviceVersion: "2.0.0", attributes }, exportInterval }
  return Layer.mergeAll(
    Layer.effect(
      Tracer.Tracer,
      Effect.map(OtlpTracer.make({ ...common, url: `${address}/v1/traces` }), discreetTracer)
    ),
    OtlpMetrics.layer({ ...common, temporality, url: `${address}/v1/metrics` })
  ).pipe(
    Layer.provideMerge(OtlpExporter.layerFlusher),
    Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer])
  )
}
