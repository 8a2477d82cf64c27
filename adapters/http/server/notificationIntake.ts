import { Effect, Option, Redacted, Result, Schema } from "effect"
import {
  HttpIncomingMessage,
  HttpRouter,
  HttpServerError,
  HttpServerRequest,
  HttpServerResponse
} from "effect/http"
import {
  type Delivery,
  type NotificationScheme,
  NotProven
} from "../../../domain/finance/notifications/model/index.ts"
import { openConnection } from "../../../domain/finance/providers/usecases/index.ts"
import type { OpenConnection } from "../../../domain/finance/providers/model/index.ts"
import { ActorId, TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { NotificationGate } from "../../../ports/finance/NotificationGate.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
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
import { knownConnections } from "./knownConnections.ts"
import { CurrentRequestId } from "./request.ts"

/** The largest notification that is taken, and the time in which it must have come. */
export const intakeLimits = { bytes: 262_144, seconds: 10 }

/**
 * `POST /v2/hooks/in/{provider}/{address}`: takes the notification of a provider, without a bearer credential. The
 * company and the connection are those of the address; nothing that the body says decides. An address that is unknown,
 * ended or another provider's answers as an unknown route. The answer leaves when the notification is committed.
 */
export const notificationIntake = HttpRouter.use((router) =>
  Effect.gen(function* () {
    const gate = yield* NotificationGate
    const schemes = yield* NotificationSchemes
    const { next } = yield* Ids
    const take = taker(gate, next)

    yield* router.add(
      "POST",
      "/v2/hooks/in/:provider/:address",
      Effect.gen(function* () {
        const request = yield* HttpServerRequest.HttpServerRequest
        const { address = "", provider } = yield* HttpRouter.params
        const scheme = [...schemes.values()].find((one) => one.provider === provider)
        if (scheme === undefined || !/^[\w-]{43}$/.test(address)) return yield* unknownRoute(request)
        const body = yield* bodyOf(request)
        const outcome = yield* take(scheme, Redacted.make(address), { headers: request.headers, body })
        return outcome === "received" ? taken : yield* unknownRoute(request)
      }).pipe(
        Effect.catchTags({
          NotProven: (error) => respond(NotProvenProblem, 401, error),
          NotReadable: (error) => respond(NotReadableProblem, 422, error),
          PayloadTooLarge: (error) => respond(PayloadTooLargeProblem, 413, error),
          RequestTimeout: (error) => respond(RequestTimeoutProblem, 503, error),
          VaultClosed: (error) => respond(VaultClosedProblem, 503, error)
        })
      )
    )
  })
)

/** Takes a notification for the connection behind an address, whatever it takes to know that connection. */
const taker = (gate: NotificationGate["Service"], next: Effect.Effect<string>) => {
  const known = knownConnections()

  const connectionOf = Effect.fnUntraced(function* (scheme: NotificationScheme, address: Redacted.Redacted) {
    const owner = yield* gate.admit(address)
    if (Option.isNone(owner) || owner.value.provider !== scheme.provider) return undefined
    const scope = yield* scopeOf(owner.value.tenantId)
    const connection = yield* Effect.provideService(
      openConnection(owner.value.connectionId, "asking"),
      TenantScope,
      scope
    )
    known.keep(address, connection)
    return connection
  })

  /** The connection as it was known a moment ago, or as it is: the database confirms the version when it keeps. */
  const take = Effect.fnUntraced(function* (
    scheme: NotificationScheme,
    address: Redacted.Redacted,
    delivery: Delivery
  ) {
    const remembered = known.get(address)
    if (remembered?.provider === scheme.provider) {
      const kept = yield* keep(scheme, address, remembered, delivery).pipe(
        Effect.catchTag("NotProven", () => Effect.succeed("stale" as const))
      )
      if (kept !== "stale") return kept
      known.forget(address)
    }
    const connection = yield* connectionOf(scheme, address)
    return connection === undefined ? "unknown" : yield* keep(scheme, address, connection, delivery)
  })

  const keep = Effect.fnUntraced(function* (
    scheme: NotificationScheme,
    address: Redacted.Redacted,
    connection: OpenConnection,
    delivery: Delivery
  ) {
    if (scheme.handshake?.(delivery) === true) return "received"
    yield* Effect.fromResult(proven(scheme, connection, delivery))
    const decoded = yield* Effect.fromResult(scheme.decode(delivery))
    const { version: connectionVersion } = connection
    return yield* gate.receive(address, {
      id: yield* next,
      connectionVersion,
      decoded,
      body: delivery.body
    })
  })

  return take
}

const taken = HttpServerResponse.jsonUnsafe({ received: true })

/** Each secret of the connection in turn, so that an old and a new one may overlap. */
const proven = (
  { proof }: NotificationScheme,
  { secrets }: OpenConnection,
  delivery: Delivery
): Result.Result<void, NotProven> => {
  if (proof === null) return Result.void
  const secret = secrets[proof.field]
  const values = secret === undefined ? [] : Redacted.value(secret).split(" ")
  let last: Result.Result<void, NotProven> | undefined
  for (const value of values) {
    last = proof.check(delivery, Redacted.make(value))
    if (Result.isSuccess(last)) return last
  }
  return last ?? Result.fail(new NotProven({ reason: "mismatch" }))
}

const bodyOf = (request: HttpServerRequest.HttpServerRequest) =>
  request.arrayBuffer.pipe(
    Effect.map((buffer) => new Uint8Array(buffer)),
    Effect.catch((error) =>
      isTooLarge(error)
        ? Effect.fail(new PayloadTooLarge({ maximumBytes: intakeLimits.bytes }))
        : Effect.die(error)
    ),
    Effect.filterOrFail(
      ({ length }) => length <= intakeLimits.bytes,
      () => new PayloadTooLarge({ maximumBytes: intakeLimits.bytes })
    ),
    Effect.provideService(HttpIncomingMessage.MaxBodySize, BigInt(intakeLimits.bytes)),
    Effect.timeoutOrElse({
      duration: `${intakeLimits.seconds} seconds`,
      orElse: () => Effect.fail(new RequestTimeout({ seconds: intakeLimits.seconds, retryAfterSeconds: 30 }))
    })
  )

const isTooLarge = (error: unknown) =>
  HttpServerError.isHttpServerError(error) &&
  error.reason._tag === "RequestParseError" &&
  error.reason.reason === "BodyTooLarge"

const unknownRoute = (request: HttpServerRequest.HttpServerRequest) =>
  respond(
    RouteNotFoundProblem,
    404,
    new RouteNotFound({
      method: request.method,
      path: new URL(request.url, "http://localhost").pathname.slice(0, 200)
    })
  )

const respond = <E, I>(schema: Schema.Codec<E, I>, status: number, error: E) =>
  Effect.map(Effect.orDie(Schema.encodeEffect(schema)(error)), (body) =>
    HttpServerResponse.jsonUnsafe(body, { status, contentType: "application/problem+json" })
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
