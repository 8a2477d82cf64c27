import { Effect, Metric } from "effect"
import { HttpServerRequest, type HttpServerResponse } from "effect/http"

/**
 * Counts each request and its time by method, route and status. A route is the contract's template, so that labels
 * hold no id and are as many as the contract has routes; what is no route is `other`.
 */
export const measured = (routes: ReadonlySet<string>) => {
  const series = new Map<string, Series>()
  return <E, R>(handle: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>) =>
    Effect.gen(function* () {
      const { method, url } = yield* HttpServerRequest.HttpServerRequest
      const started = performance.now()
      const response = yield* handle
      const { count, time } = seriesOf(series, method, routeOf(url, routes), response.status)
      yield* Metric.update(count, 1)
      yield* Metric.update(time, (performance.now() - started) / 1000)
      return response
    })
}

/** The template that a path is an instance of: ids and names between known words are parameters. */
export const routeOf = (url: string, routes: ReadonlySet<string>): string => {
  const end = url.indexOf("?")
  const path = end < 0 ? url : url.slice(0, end)
  if (routes.has(path)) return path
  const template = path.replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}(?=\/|$)/g, "/{id}")
  return routes.has(template) ? template : "other"
}

interface Series {
  readonly count: typeof requests
  readonly time: typeof durations
}

const requests = Metric.counter("http_server_requests", {
  description: "Requests answered",
  incremental: true
})

const durations = Metric.histogram("http_server_request_duration_seconds", {
  description: "Time from request to answer",
  boundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
})

const seriesOf = (known: Map<string, Series>, method: string, route: string, status: number): Series => {
  const name = `${method} ${route} ${status}`
  const found = known.get(name)
  if (found !== undefined) return found
  const labels = { method, route, status: String(status) }
  const made = {
    count: Metric.withAttributes(requests, labels),
    time: Metric.withAttributes(durations, { method, route })
  }
  known.set(name, made)
  return made
}
