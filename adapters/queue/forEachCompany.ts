import { Effect } from "effect"
import type { Permission } from "../../domain/shared/Permission.ts"
import { type TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { systemActor } from "./systemScope.ts"

/**
 * Works at each pointer as the service itself, in the scope of the pointer's company and with `permissions` alone. What
 * goes wrong for one is logged as `failed` and keeps no other back, nor does a company that holds its rows for long.
 * Answers the pointers that were worked at.
 */
export const forEachCompany = <P extends { readonly tenantId: TenantId }, A, E, R>(
  pointers: ReadonlyArray<P>,
  options: {
    readonly requestId: string
    readonly failed: string
    readonly permissions?: ReadonlyArray<Permission>
  },
  work: (pointer: P) => Effect.Effect<A, E, R>
) =>
  Effect.map(
    Effect.forEach(
      pointers,
      (pointer) =>
        Effect.suspend(() => work(pointer)).pipe(
          Effect.provideService(TenantScope, {
            tenantId: pointer.tenantId,
            actorId: systemActor,
            actorKind: "system",
            permissions: new Set<Permission>(options.permissions),
            requestId: options.requestId
          }),
          Effect.as([pointer]),
          Effect.catchCause((cause) => Effect.as(Effect.logWarning(options.failed, cause), []))
        ),
      { concurrency: 4 }
    ),
    (done) => done.flat()
  )
