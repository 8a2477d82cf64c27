import { Context, type Effect, type Option } from "effect"
import type { GatewaySubscription, GatewaySubscriptionId } from "../../domain/finance/payments/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"

/** The subscriptions that gateways keep, and whose charges are recorded here. */
export class GatewaySubscriptions extends Context.Service<
  GatewaySubscriptions,
  {
    /** Once by the gateway's reference; false when it is known. */
    readonly add: (
      one: Omit<GatewaySubscription, "createdAt" | "state" | "version">
    ) => Effect.Effect<boolean, never, TenantScope>
    readonly find: (id: GatewaySubscriptionId) => Effect.Effect<GatewaySubscription, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: GatewaySubscriptionId) => Effect.Effect<GatewaySubscription, NotFound, TenantScope>
    readonly list: (
      after: Option.Option<GatewaySubscriptionId>,
      limit: number
    ) => Effect.Effect<ReadonlyArray<GatewaySubscription>, never, TenantScope>
    /** Those that are followed at a connection. */
    readonly followedAt: (
      connectionId: ConnectionId
    ) => Effect.Effect<ReadonlyArray<GatewaySubscription>, never, TenantScope>
    /** Ends or takes up the following of one that is held. */
    readonly setState: (
      id: GatewaySubscriptionId,
      state: GatewaySubscription["state"]
    ) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/GatewaySubscriptions") {}

export interface GatewaySubscriptionPointer {
  readonly tenantId: TenantId
  readonly gatewaySubscriptionId: GatewaySubscriptionId
}

/** Which of them are to be read: all that the engine knows. */
export class GatewaySubscriptionLine extends Context.Service<
  GatewaySubscriptionLine,
  {
    /** Those that are due now; they come again after six hours, a notification brings them sooner. */
    readonly takeDue: (limit: number) => Effect.Effect<ReadonlyArray<GatewaySubscriptionPointer>>
  }
>()("azals/ports/finance/GatewaySubscriptionLine") {}
