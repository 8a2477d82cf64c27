import { Effect, Redacted, Result, Schema } from "effect"
import { HttpIncomingMessage, HttpServerError, type HttpServerRequest, HttpServerResponse } from "effect/http"
import {
  type Delivery,
  type NotificationProof,
  NotProven
} from "../../../domain/finance/notifications/model/index.ts"
import type { OpenConnection } from "../../../domain/finance/providers/model/index.ts"
import { ActorId, type TenantScope } from "../../../domain/shared/TenantScope.ts"
import {
  PayloadTooLarge,
  PayloadTooLargeProblem,
  RequestTimeout,
  RequestTimeoutProblem,
  RouteNotFound,
  RouteNotFoundProblem
} from "../contract/errors.ts"
import { NotProvenProblem, NotReadableProblem } from "../finance/notifications.problems.ts"
import { VaultClosedProblem } from "../finance/providers.problems.ts"
import { CurrentRequestId } from "./request.ts"

/** The largest body that is taken from a provider, and the time in which it must have come. */
const limits = { bytes: 262_144, seconds: 10 }

const bodyOf = (request: HttpServerRequest.HttpServerRequest) =>
  request.arrayBuffer.pipe(
    Effect.map((buffer) => new Uint8Array(buffer)),
    Effect.catch((error) =>
      isTooLarge(error) ? Effect.fail(new PayloadTooLarge({ maximumBytes: limits.bytes })) : Effect.die(error)
    ),
    Effect.filterOrFail(
      ({ length }) => length <= limits.bytes,
      () => new PayloadTooLarge({ maximumBytes: limits.bytes })
    ),
    Effect.provideService(HttpIncomingMessage.MaxBodySize, BigInt(limits.bytes)),
    Effect.timeoutOrElse({
      duration: `${limits.seconds} seconds`,
      orElse: () => Effect.fail(new RequestTimeout({ seconds: limits.seconds, retryAfterSeconds: 30 }))
    })
  )

const isTooLarge = (error: unknown) =>
  HttpServerError.isHttpServerError(error) &&
  error.reason._tag === "RequestParseError" &&
  error.reason.reason === "BodyTooLarge"

/** Each secret of the connection in turn, so that an old and a new one may overlap. */
const proven = (
  proof: NotificationProof | null,
  { secrets }: OpenConnection,
  delivery: Delivery
): Result.Result<void, NotProven> => {
  if (proof === null) return Result.void
  const secret = secrets[proof.field]
  let last: Result.Result<void, NotProven> | undefined
  for (const value of secret === undefined ? [] : valuesOf(secret)) {
    last = proof.check(delivery, value)
    if (Result.isSuccess(last)) return last
  }
  return last ?? Result.fail(new NotProven({ reason: "mismatch" }))
}

const values = new WeakMap<Redacted.Redacted, ReadonlyArray<Redacted.Redacted>>()

/** Taken apart once for each connection that is opened. */
const valuesOf = (secret: Redacted.Redacted) => {
  const kept =
    values.get(secret) ??
    Redacted.value(secret)
      .split(" ")
      .map((value) => Redacted.make(value))
  values.set(secret, kept)
  return kept
}

const respond = <E, I>(schema: Schema.Codec<E, I>, status: number, error: E) =>
  Effect.map(Effect.orDie(Schema.encodeEffect(schema)(error)), (body) =>
    HttpServerResponse.jsonUnsafe(body, { status, contentType: "application/problem+json" })
  )

const unknownRoute = (request: HttpServerRequest.HttpServerRequest) =>
  respond(
    RouteNotFoundProblem,
    404,
    new RouteNotFound({
      method: request.method,
      path: new URL(request.url, "http://localhost").pathname.slice(0, 200)
    })
  )

const scopeOf = (tenantId: TenantScope["Service"]["tenantId"]) =>
  Effect.map(CurrentRequestId, (requestId): TenantScope["Service"] => ({
    tenantId,
    actorId: provider,
    actorKind: "system",
    permissions: new Set(),
    requestId
  }))

/** A finance provider, in the name of nobody. */
const provider = ActorId.make("00000000-0000-8000-8000-000000000002")

/** How each refusal of a delivery is answered. */
const refusals = {
  NotProven: (error: NotProven) => respond(NotProvenProblem, 401, error),
  NotReadable: (error: typeof NotReadableProblem.Type) => respond(NotReadableProblem, 422, error),
  PayloadTooLarge: (error: PayloadTooLarge) => respond(PayloadTooLargeProblem, 413, error),
  RequestTimeout: (error: RequestTimeout) => respond(RequestTimeoutProblem, 503, error),
  VaultClosed: (error: typeof VaultClosedProblem.Type) => respond(VaultClosedProblem, 503, error)
}

/**
 * What every route has that takes deliveries of providers, without a bearer credential: the body within its limits, the
 * proof, the company of the address, and the refusals. What is unknown answers as an unknown route.
 */
export const intake = {
  isAddress: (text: string) => /^[\w-]{43}$/.test(text),
  bodyOf,
  proven,
  refusals,
  scopeOf,
  unknownRoute
}
