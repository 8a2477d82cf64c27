import { Effect, Redacted, Result, Schema } from "effect"
import { type HttpServerRequest, HttpServerResponse } from "effect/http"
import {
  type Delivery,
  type NotificationProof,
  NotProven
} from "../../../domain/finance/notifications/model/index.ts"
import type { OpenConnection } from "../../../domain/finance/providers/model/index.ts"
import { ActorId, type TenantScope } from "../../../domain/shared/TenantScope.ts"
import {
  type PayloadTooLarge,
  PayloadTooLargeProblem,
  type RequestTimeout,
  RequestTimeoutProblem,
  RouteNotFound,
  RouteNotFoundProblem
} from "../contract/errors.ts"
import { NotProvenProblem, NotReadableProblem } from "../finance/notifications.problems.ts"
import { VaultClosedProblem } from "../finance/providers.problems.ts"
import { deliveryBody } from "./deliveryBody.ts"
import { CurrentRequestId } from "./request.ts"

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
  bodyOf: deliveryBody,
  proven,
  refusals,
  scopeOf,
  unknownRoute
}
