import { Context, type Effect } from "effect"
import type { Capability, ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { FallbackOrder, RouteFacts } from "../../domain/finance/suite/model/index.ts"
import type { VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** In which order the company wants its connections tried, and how they have been doing. */
export class ProviderRoutes extends Context.Service<
  ProviderRoutes,
  {
    readonly orders: Effect.Effect<ReadonlyArray<FallbackOrder>, never, TenantScope>
    readonly order: (capability: Capability) => Effect.Effect<FallbackOrder, never, TenantScope>
    /** Sets the order, if it still is at `version`: 0 for one that was never set. */
    readonly setOrder: (
      capability: Capability,
      version: number,
      connectionIds: ReadonlyArray<ConnectionId>
    ) => Effect.Effect<FallbackOrder, VersionConflict, TenantScope>
    /** What the requests of the last day say, of connections that had some. */
    readonly facts: Effect.Effect<ReadonlyArray<RouteFacts>, never, TenantScope>
  }
>()("azals/ports/finance/ProviderRoutes") {}
