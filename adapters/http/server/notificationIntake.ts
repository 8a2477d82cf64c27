import { Effect, Option, Redacted } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import type { Delivery, NotificationScheme } from "../../../domain/finance/notifications/model/index.ts"
import { openConnection } from "../../../domain/finance/providers/usecases/index.ts"
import type { OpenConnection } from "../../../domain/finance/providers/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { NotificationGate } from "../../../ports/finance/NotificationGate.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { intake } from "./intake.ts"
import { knownConnections } from "./knownConnections.ts"

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
        if (scheme === undefined || !intake.isAddress(address)) return yield* intake.unknownRoute(request)
        const body = yield* intake.bodyOf(request)
        const outcome = yield* take(scheme, Redacted.make(address), { headers: request.headers, body })
        return outcome === "received" ? taken : yield* intake.unknownRoute(request)
      }).pipe(Effect.catchTags(intake.refusals))
    )
  })
)

/** Takes a notification for the connection behind an address, whatever it takes to know that connection. */
const taker = (gate: NotificationGate["Service"], next: Effect.Effect<string>) => {
  const known = knownConnections()

  const connectionOf = Effect.fnUntraced(function* (scheme: NotificationScheme, address: Redacted.Redacted) {
    const owner = yield* gate.admit(address)
    if (Option.isNone(owner) || owner.value.provider !== scheme.provider) return undefined
    const scope = yield* intake.scopeOf(owner.value.tenantId)
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
    yield* Effect.fromResult(intake.proven(scheme.proof, connection, delivery))
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
