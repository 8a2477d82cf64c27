import { Effect, Layer, Option, type Tracer } from "effect"
import { HttpMiddleware, HttpServerRequest, type HttpServerResponse } from "effect/http"
import { spanOfTraceParent } from "../../domain/shared/TraceParent.ts"
import { routeOf } from "./requestMetrics.ts"

type Answer = HttpServerResponse.HttpServerResponse
type Request = HttpServerRequest.HttpServerRequest

/**
 * Each request in the trace of its caller's `traceparent`; a malformed one is as none. Where spans are made, the
 * request is one: it tells method, route, status and request id, and neither address, parameters, headers nor who
 * asked.
 */
export const serverSpans =
  (routes: ReadonlySet<string>) =>
  <E, R>(handle: Effect.Effect<Answer, E, R>) =>
    Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
      asSpan(request, routes, callerOf(request), handle)
    )

/** Where no span is made: a caller's place is handed on, so that events and jobs keep it. */
export const inCallersTrace = <E, R>(handle: Effect.Effect<Answer, E, R>) =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
    Option.match(callerOf(request), {
      onNone: () => handle,
      onSome: (caller) => Effect.withParentSpan(handle, caller)
    })
  )

const callerOf = ({ headers }: Request) => spanOfTraceParent(headers["traceparent"])

/** The platform's own server span holds addresses, parameters and headers: it is not made. */
export const withoutPlatformSpans = Layer.succeed(HttpMiddleware.TracerDisabledWhen, () => true)

const asSpan = <E, R>(
  request: Request,
  routes: ReadonlySet<string>,
  caller: Option.Option<Tracer.ExternalSpan>,
  handle: Effect.Effect<Answer, E, R>
) => {
  const route = routeOf(request.url, routes)
  return handle.pipe(
    Effect.tap(({ headers, status }) =>
      Effect.annotateCurrentSpan({
        "http.response.status_code": status,
        "azals.request.id": headers["x-request-id"] ?? "none"
      })
    ),
    Effect.flatMap((answer) =>
      answer.status < 500 ? Effect.succeed(answer) : Effect.fail(new ServerFault(answer))
    ),
    Effect.withSpan(`${request.method} ${route}`, {
      kind: "server",
      attributes: { "http.request.method": request.method, "http.route": route },
      ...Option.match(caller, { onNone: () => ({ root: true }), onSome: (parent) => ({ parent }) })
    }),
    Effect.catch((error) =>
      error instanceof ServerFault ? Effect.succeed(error.answer) : Effect.fail(error)
    )
  )
}

/** An answer of 5xx: the span of the request has failed, the request has its answer. */
class ServerFault {
  readonly _tag = "ServerFault"
  readonly answer: Answer
  constructor(answer: Answer) {
    this.answer = answer
  }
}
