import { Context, Effect, Layer } from "effect"
import type { Application, NotificationApplier } from "../../domain/finance/notifications/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What the business makes of notifications, by what they are about. Each worker has all of them. */
export class NotificationAppliers extends Context.Service<
  NotificationAppliers,
  ReadonlyMap<string, NotificationApplier<never>>
>()("azals/ports/finance/NotificationAppliers") {
  /** With the ports that they need; the company comes with each notification. Dies when two claim one concern. */
  static readonly layer = <R>(appliers: ReadonlyArray<NotificationApplier<R>>) =>
    Layer.effect(
      NotificationAppliers,
      Effect.flatMap(Effect.context<R>(), (ports) => {
        const known = new Map(appliers.map((one) => [one.concern, withPorts(one, ports)] as const))
        return known.size === appliers.length
          ? Effect.succeed(known)
          : Effect.die(`two appliers for one concern: ${[...known.keys()].join(", ")}`)
      })
    )
}

const withPorts = <R>(
  { concern, read }: NotificationApplier<R>,
  ports: Context.Context<R>
): NotificationApplier<never> => {
  const given = <A, E>(work: Effect.Effect<A, E, R | TenantScope>): Effect.Effect<A, E, TenantScope> =>
    Effect.updateContext(work, (scope: Context.Context<TenantScope>) => Context.merge(ports, scope))
  const bound = (application: Application<R>): Application<never> =>
    application._tag === "Ignored" ? application : { ...application, write: given(application.write) }
  return { concern, read: (about, connection, one) => Effect.map(given(read(about, connection, one)), bound) }
}
