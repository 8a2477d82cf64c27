import { Cause, Context, Effect, Option, References, Schema } from "effect"
import { HttpServerError, HttpServerRequest, HttpServerResponse } from "effect/http"
import { CurrentLanguage, type Language } from "../../../domain/shared/Language.ts"
import { Ids, uuidPattern } from "../../../domain/shared/Uuid.ts"
import { Admission } from "../../../ports/platform/Admission.ts"
import {
  InternalError,
  InternalErrorProblem,
  RouteNotFound,
  RouteNotFoundProblem
} from "../contract/errors.ts"
import { CurrentRequestId, statedLanguage } from "./request.ts"

type Answer = HttpServerResponse.HttpServerResponse

/**
 * What wraps every request on every host: a request id, the caller's language, CORS preflight, security headers, and
 * the last net, under which an unknown address and the unexpected become problem documents.
 */
export const shell = <E, R>(routes: Effect.Effect<Answer, E, R>) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const stated = request.headers["x-request-id"]
    const requestId =
      stated !== undefined && uuidPattern.test(stated)
        ? stated
        : yield* Effect.flatMap(Ids, ({ next }) => next)
    const answer: Effect.Effect<Answer, E, R | Admission> = isPreflight(request) ? preflight(request) : routes
    const response = yield* answer.pipe(
      Effect.catchCause((cause) => lastNet(cause, request, requestId)),
      knownBy(
        requestId,
        Option.getOrElse(statedLanguage(request), () => "fr" as const)
      )
    )
    return HttpServerResponse.setHeaders(response, {
      ...securityHeaders,
      "cache-control": response.headers["cache-control"] ?? securityHeaders["cache-control"],
      "x-request-id": requestId
    })
  })

/** One change of the fiber's context: each costs as much as a small handler. */
const knownBy =
  (requestId: string, language: Language) =>
  <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.updateContext(work, (context: Context.Context<R>) =>
      context.pipe(
        Context.add(CurrentRequestId, requestId),
        Context.add(CurrentLanguage, language),
        Context.add(References.CurrentLogAnnotations, {
          ...Context.get(context, References.CurrentLogAnnotations),
          requestId
        })
      )
    )

/**
 * For an API: nothing is framed, sniffed or sent on in a referrer, nor cached unless the answer itself says so. Pages
 * set their own CSP.
 */
export const securityHeaders = {
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store"
}

const lastNet = <E>(
  cause: Cause.Cause<E>,
  request: HttpServerRequest.HttpServerRequest,
  requestId: string
) => {
  const error = Cause.squash(cause)
  if (HttpServerError.isHttpServerError(error) && error.reason._tag === "RouteNotFound") {
    const path = new URL(request.url, "http://localhost").pathname.slice(0, 200)
    return respond(RouteNotFoundProblem, 404, new RouteNotFound({ method: request.method, path }))
  }
  return Effect.andThen(
    Effect.logError("Unexpected", cause),
    respond(InternalErrorProblem, 500, new InternalError({ requestId }))
  )
}

const respond = <E, I>(schema: Schema.Codec<E, I>, status: number, error: E) =>
  Effect.map(Effect.orDie(Schema.encodeEffect(schema)(error)), (body) =>
    HttpServerResponse.jsonUnsafe(body, { status, contentType: "application/problem+json" })
  )

const isPreflight = ({ headers, method }: HttpServerRequest.HttpServerRequest) =>
  method === "OPTIONS" && headers["access-control-request-method"] !== undefined

/** A preflight carries no credential: it is allowed when some company allows the origin. See `allowTenantOrigin`. */
const preflight = ({ headers }: HttpServerRequest.HttpServerRequest) =>
  Effect.gen(function* () {
    const origin = headers["origin"] ?? ""
    const { allowsOrigin } = yield* Admission
    if (!(yield* allowsOrigin(origin))) return HttpServerResponse.empty({ status: 403 })
    return HttpServerResponse.empty({
      status: 204,
      headers: {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
        "access-control-allow-headers":
          "authorization, content-type, accept-language, idempotency-key, if-match, last-event-id, x-request-id",
        "access-control-max-age": "600",
        vary: "origin"
      }
    })
  })
