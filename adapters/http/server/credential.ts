import { Context, Effect, Layer, Option, Predicate, Redacted, References } from "effect"
import {
  HttpEffect,
  HttpIncomingMessage,
  HttpServerError,
  HttpServerRequest,
  HttpServerResponse
} from "effect/http"
import { HttpApiError, type HttpApiEndpoint } from "effect/http-api"
import { CurrentLanguage, type Language, type Texts } from "../../../domain/shared/Language.ts"
import { rightsOf } from "../../../domain/shared/Permission.ts"
import { PermissionDenied } from "../../../domain/shared/errors.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Admission, type Admitted } from "../../../ports/platform/Admission.ts"
import { Idempotency } from "../../../ports/platform/Idempotency.ts"
import { UnitOfWork } from "../../../ports/platform/UnitOfWork.ts"
import { Credential } from "../contract/Credential.ts"
import {
  InternalError,
  InvalidRequest,
  PayloadTooLarge,
  RequestTimeout,
  TenantSuspended,
  TooManyRequests,
  Unauthorized,
  UnsupportedMediaType
} from "../contract/errors.ts"
import { BodyLimit, HoldsSecrets, RefusesCardNumbers, Requires, Streams } from "../contract/rules.ts"
import { idempotent } from "./idempotent.ts"
import { invalidRequest } from "./invalidRequest.ts"
import { refuseCardNumbers } from "./refuseCardNumbers.ts"
import { allowTenantOrigin, CurrentRequestId, statedLanguage } from "./request.ts"

const timeLimitSeconds = 20

/** The middleware behind `Credential`: see there. */
export const credentialLayer = Layer.effect(
  Credential,
  Effect.gen(function* () {
    const admission = yield* Admission
    const units = yield* UnitOfWork
    const idempotency = yield* Idempotency

    return Credential.of({
      bearer: (handler, { credential, endpoint }) =>
        Effect.gen(function* () {
          const request = yield* HttpServerRequest.HttpServerRequest
          const found = yield* admission.admit(Redacted.value(credential))
          if (Option.isNone(found)) return yield* new Unauthorized()
          const admitted = found.value
          yield* allowTenantOrigin(request, admitted.corsOrigins)
          const permissions = yield* authorise(admitted, endpoint)
          if (Context.get(endpoint.annotations, RefusesCardNumbers)) yield* refuseCardNumbers(request)
          yield* refuseParameters(request, endpoint)
          const { actorId, actorKind, tenantId } = admitted
          const requestId = yield* CurrentRequestId
          const work =
            endpoint.method === "GET"
              ? reading(units, endpoint, handler)
              : idempotent(units, idempotency, endpoint, request, handler)
          return yield* work.pipe(
            toldApart(
              admitted,
              Option.getOrElse(statedLanguage(request), () => admitted.language)
            ),
            Effect.provideService(TenantScope, { tenantId, actorId, actorKind, permissions, requestId })
          )
        }).pipe(guarded(endpoint))
    })
  })
)

/** The language of the answer and the company in the logs: one change of the fiber's context, not two. */
const toldApart =
  ({ actorId, tenantId }: Admitted, language: Language) =>
  <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.updateContext(work, (context: Context.Context<R>) =>
      context.pipe(
        Context.add(CurrentLanguage, language),
        Context.add(References.CurrentLogAnnotations, {
          ...Context.get(context, References.CurrentLogAnnotations),
          tenantId,
          actorId
        })
      )
    )

/** The rights of the bearer, once it is sure that they cover the route and that the budget is not spent. */
const authorise = (admitted: Admitted, endpoint: HttpApiEndpoint.Top) =>
  Effect.gen(function* () {
    if (admitted.tenantStatus === "suspended") return yield* new TenantSuspended()
    if (admitted.retryAfter > 0) {
      yield* retryAfter(admitted.retryAfter)
      return yield* new TooManyRequests({ retryAfterSeconds: admitted.retryAfter })
    }
    const permissions = rightsOf(admitted.role, Option.getOrNull(admitted.scopes))
    const required = Context.getOrUndefined(endpoint.annotations, Requires)
    if (required === undefined || !permissions.has(required)) {
      return yield* new PermissionDenied({ permission: required ?? "none" })
    }
    return permissions
  })

/** A route that declares no query decodes none: a parameter sent to it is as wrong as an unknown one elsewhere. */
const refuseParameters = (request: HttpServerRequest.HttpServerRequest, endpoint: HttpApiEndpoint.Top) => {
  const sent = endpoint.query === undefined ? [...parametersOf(request)] : []
  return sent.length === 0
    ? Effect.void
    : Effect.flatMap(CurrentLanguage, (language) =>
        Effect.fail(
          new InvalidRequest({
            errors: sent
              .slice(0, 50)
              .map((name) => ({ path: ["query", name], message: unknownField[language] }))
          })
        )
      )
}

const parametersOf = ({ url }: HttpServerRequest.HttpServerRequest) =>
  url.includes("?") ? new URL(url, "http://localhost").searchParams.keys() : []

const unknownField: Texts = { fr: "Champ inconnu", en: "Unexpected key" }

const retryAfter = (seconds: number) =>
  HttpEffect.appendPreResponseHandler((_, response) =>
    Effect.succeed(HttpServerResponse.setHeader(response, "retry-after", String(seconds)))
  )

const reading = <E, R>(
  units: UnitOfWork["Service"],
  endpoint: HttpApiEndpoint.Top,
  handler: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
) => (Context.get(endpoint.annotations, Streams) ? handler : units.read(handler))

/** Limits of body and time, and errors of decoding, as problems. */
const guarded =
  (endpoint: HttpApiEndpoint.Top) =>
  <E, R>(effect: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>) => {
    const maximumBytes = Context.get(endpoint.annotations, BodyLimit)
    return effect.pipe(
      Effect.provideService(HttpIncomingMessage.MaxBodySize, BigInt(maximumBytes)),
      Effect.timeoutOrElse({
        duration: `${timeLimitSeconds} seconds`,
        orElse: () =>
          Effect.andThen(
            retryAfter(30),
            new RequestTimeout({ seconds: timeLimitSeconds, retryAfterSeconds: 30 })
          )
      }),
      Effect.flatMap((response) =>
        response.status === 415
          ? Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers }) =>
              Effect.fail(new UnsupportedMediaType({ received: headers["content-type"] ?? "none" }))
            )
          : Effect.succeed(response)
      ),
      Effect.catchDefect((defect) =>
        isBodyTooLarge(defect) ? Effect.fail(new PayloadTooLarge({ maximumBytes })) : Effect.die(defect)
      ),
      decodingAsProblem(Context.get(endpoint.annotations, HoldsSecrets))
    )
  }

const decodingAsProblem =
  (silent: boolean) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | InternalError | InvalidRequest, R> =>
    Effect.catch(effect, (error): Effect.Effect<never, E | InternalError | InvalidRequest> => {
      const decoding = decodingErrorIn(error)
      return decoding === undefined ? Effect.fail(error) : decodingProblem(decoding, silent)
    })

/** A security middleware sees the errors of its handler wrapped, with the error itself in `error`. */
const decodingErrorIn = (error: unknown): HttpApiError.HttpApiSchemaError | undefined => {
  const inner = Predicate.hasProperty(error, "error") ? error.error : error
  return HttpApiError.HttpApiSchemaError.is(inner) ? inner : undefined
}

/** A request that does not fit the contract is the caller's to correct; an answer that does not fit is ours. */
const decodingProblem = (
  error: HttpApiError.HttpApiSchemaError,
  silent: boolean
): Effect.Effect<never, InternalError | InvalidRequest> =>
  error.kind === "Body" || error.kind === "ResponseHeaders"
    ? Effect.andThen(
        Effect.logError("An answer does not match its contract", error),
        Effect.flatMap(CurrentRequestId, (requestId) => Effect.fail(new InternalError({ requestId })))
      )
    : Effect.flatMap(CurrentLanguage, (language) => Effect.fail(invalidRequest(error, language, silent)))

const isBodyTooLarge = (defect: unknown) =>
  HttpServerError.isHttpServerError(defect) &&
  defect.reason._tag === "RequestParseError" &&
  defect.reason.reason === "BodyTooLarge"
