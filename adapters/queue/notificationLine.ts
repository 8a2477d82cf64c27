import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestProcessing, requestScan } from "../../domain/finance/notifications/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { type ConnectionPointer, NotificationLine } from "../../ports/finance/NotificationLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/**
 * Unloads the inbox and asks for a job in each company whose providers have notified something, and for the search of what never came: one of
 * the workers does it for all.
 */
export const notificationLineLayer = Singleton.make(
  "notifications/line",
  Effect.gen(function* () {
    const line = yield* NotificationLine
    const unload = Effect.repeat(line.unload, { while: (more) => more })
    const process = Effect.flatMap(Effect.andThen(unload, line.due), (due) =>
      Effect.forEach(due, (pointer) => within(pointer, requestProcessing(pointer.connectionId)), {
        discard: true
      })
    )
    const scan = Effect.flatMap(line.takeScans(100), (due) =>
      Effect.forEach(due, (pointer) => within(pointer, requestScan(pointer.connectionId)), { discard: true })
    )
    yield* Effect.all([everAgain("250 millis", process), everAgain("1 minute", scan)], {
      concurrency: "unbounded",
      discard: true
    })
  })
)

const within = <A, E, R>({ tenantId }: ConnectionPointer, work: Effect.Effect<A, E, R>) =>
  Effect.provideService(work, TenantScope, {
    tenantId,
    actorId: systemActor,
    actorKind: "system",
    permissions: new Set<Permission>(),
    requestId: "notifications-line"
  })
