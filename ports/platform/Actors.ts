import { Context, type Effect, type Option } from "effect"
import type { Actor } from "../../domain/platform/identity/model/index.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

/** The acting person or machine, looked up again: none once it is disabled, revoked, expired, or its company is
 * suspended. Work that goes on for long asks, because the credential was checked at its start only. */
export class Actors extends Context.Service<
  Actors,
  {
    readonly current: Effect.Effect<Option.Option<Actor>, never, TenantScope>
    /** The same for another one of the company; of a key that was rotated, the newest in its place that still lives. */
    readonly standing: (id: ActorId) => Effect.Effect<Option.Option<Actor>, never, TenantScope>
    /** The acting one and, of a key, all those that it took the place of or that took its own: one hand. */
    readonly oneHand: Effect.Effect<ReadonlySet<ActorId>, never, TenantScope>
  }
>()("azals/ports/platform/Actors") {}
