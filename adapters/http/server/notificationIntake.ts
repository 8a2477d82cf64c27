import { Effect, Option, Redacted } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import type { Delivery, NotificationScheme } from "../../../domain/finance/notifications/model/index.ts"
import { openConnection } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { NotificationGate } from "../../../ports/finance/NotificationGate.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { intake } from "./intake.ts"
import { type KnownConnection, knownConnections } from "./knownConnections.ts"

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
        const outcome = yield* take(scheme, address, { headers: request.headers, body })
        return outcome === "received" ? taken : yield* intake.unknownRoute(request)
      }).pipe(Effect.catchTags(intake.refusals))
    )
  })
)

/** Takes a notification for the connection behind an address, whatever it takes to know that connection. */
const taker = (gate: NotificationGate["Service"], next: Effect.Effect<string>) => {
  const known = knownConnections()

  const findOwner = Effect.fnUntraced(function* (scheme: NotificationScheme, address: Redacted.Redacted) {
    const owner = yield* gate.admit(address)
    if (Option.isNone(owner) || owner.value.provider !== scheme.provider) return undefined
    const scope = yield* intake.scopeOf(owner.value.tenantId)
    const opened = openConnection(owner.value.connectionId, "asking")
    const one = { address, connection: yield* Effect.provideService(opened, TenantScope, scope) }
    known.keep(one)
    return one
  })

  /** The connection as it was known a moment ago, or as it is: the database confirms the version when it keeps. */
  const take = Effect.fnUntraced(function* (scheme: NotificationScheme, address: string, delivery: Delivery) {
    const remembered = known.get(address)
    if (remembered?.connection.provider === scheme.provider) {
      const kept = yield* keep(scheme, remembered, delivery).pipe(
        Effect.catchTag("NotProven", () => Effect.succeed("stale" as const))
      )
      if (kept !== "stale") return kept
      known.forget(address)
    }
    const owner = yield* findOwner(scheme, Redacted.make(address))
    return owner === undefined ? "unknown" : yield* keep(scheme, owner, delivery)
  })

  const keep = Effect.fnUntraced(function* (
    scheme: NotificationScheme,
    { address, connection }: KnownConnection,
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
