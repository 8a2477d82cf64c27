import { Effect, Metric } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { PrometheusMetrics } from "effect/observability"

/** `/metrics` as Prometheus reads it. `gauges` are asked for at each reading; those that cannot be had are left out. */
export const metricsPage = (gauges: Effect.Effect<Readonly<Record<string, number>>>) =>
  HttpRouter.serve(
    HttpRouter.add(
      "GET",
      "/metrics",
      Effect.gen(function* () {
        for (const [name, value] of Object.entries(yield* gauges)) {
          yield* Metric.update(Metric.gauge(name), value)
        }
        return HttpServerResponse.text(yield* PrometheusMetrics.format(), {
          contentType: "text/plain; version=0.0.4; charset=utf-8"
        })
      })
    ),
    { disableLogger: true, disableListenLog: true }
  )
