import { Context, type Effect } from "effect"
import type { SubscriptionId } from "../../domain/finance/payments/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

export interface SubscriptionPointer {
  readonly tenantId: TenantId
  readonly subscriptionId: SubscriptionId
}

/** Which subscriptions are to be looked at: all that the engine knows. */
export class SubscriptionLine extends Context.Service<
  SubscriptionLine,
  {
    /** Those that are due now; they come again after an hour until somebody has looked. */
    readonly takeDue: (limit: number) => Effect.Effect<ReadonlyArray<SubscriptionPointer>>
  }
>()("azals/ports/finance/SubscriptionLine") {}
