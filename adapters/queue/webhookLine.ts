import { Duration, Effect, Exit, FiberSet, Layer } from "effect"
import { Singleton } from "effect/cluster"
import { deliver } from "../../domain/platform/webhooks/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { type TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { WebhookDeliveries } from "../../ports/platform/WebhookDeliveries.ts"
import { type TurnsWanted, WebhookLine, type WebhookTurn } from "../../ports/platform/WebhookLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** How many webhooks one worker sends to at the same time. A sending holds no session of the database. */
const slots = { healthy: 192, struggling: 64 } as const

/** How many of one company: no other company waits behind its receivers, however slow they are. */
const perTenant = 8

/** A turn begins sendings for 20 seconds, and each takes 15 at most. */
const lease = Duration.seconds(60)

/** How many events of one company are looked at in one unit of work. */
const batch = 500

/** Turns new events into deliveries, company by company: one of the workers does it for all. */
export const webhookFanOutLayer = Singleton.make(
  "webhooks/fan-out",
  Effect.gen(function* () {
    const line = yield* WebhookLine
    const { fanOut } = yield* WebhookDeliveries
    const round = Effect.flatMap(line.toFanOut(1000), (companies) =>
      Effect.forEach(companies, (tenantId) => apart(within(tenantId, "webhooks-fan-out", fanOut(batch))), {
        concurrency: 2,
        discard: true
      })
    )
    yield* everAgain("250 millis", round)
  })
)

/**
 * Sends what is due, webhook by webhook, on every worker. A turn that its worker does not end, because it was killed or
 * failed, is another's after its lease.
 */
export const webhookTurnsLayer = Layer.effectDiscard(
  Effect.forkScoped(
    Effect.suspend(() =>
      Effect.all([lane("healthy"), lane("struggling")], { concurrency: "unbounded", discard: true })
    )
  )
)

const lane = (name: TurnsWanted["lane"]) =>
  Effect.gen(function* () {
    const line = yield* WebhookLine
    const running = yield* FiberSet.make()
    const round = Effect.gen(function* () {
      const limit = slots[name] - (yield* FiberSet.size(running))
      if (limit <= 0) return
      const turns = yield* line.take({ lane: name, limit, perTenant, lease })
      for (const turn of turns) yield* FiberSet.run(running, apart(inTurn(turn)))
    })
    yield* everAgain("250 millis", round)
  }).pipe(Effect.scoped)

/** Gives the turn back, unless something unexpected happened: then the lease is the pause before the next try. */
const inTurn = ({ subscriptionId, tenantId, turn }: WebhookTurn) =>
  Effect.onExit(deliver(subscriptionId), (exit) =>
    Exit.isSuccess(exit) || Exit.hasInterrupts(exit)
      ? Effect.flatMap(WebhookDeliveries, ({ release }) => release(subscriptionId, turn))
      : Effect.void
  ).pipe((work) => within(tenantId, `webhooks-${turn}`, work))

/** What goes wrong for one company is not the others'. */
const apart = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.catchCause(Effect.asVoid(work), (cause) =>
    Effect.logWarning("The webhooks of a company could not be worked at; they are tried again", cause)
  )

const within = <A, E, R>(tenantId: TenantId, requestId: string, work: Effect.Effect<A, E, R>) =>
  Effect.provideService(work, TenantScope, {
    tenantId,
    actorId: systemActor,
    actorKind: "system",
    permissions: new Set<Permission>(),
    requestId
  })
