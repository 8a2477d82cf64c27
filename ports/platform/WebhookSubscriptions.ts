import { Context, type DateTime, type Effect, type Option } from "effect"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"
import type {
  DisabledReason,
  NewSubscription,
  Subscription,
  SubscriptionId
} from "../../domain/platform/webhooks/model/index.ts"

/** What may change of a subscription; what is absent stays. */
export interface SubscriptionChanges extends Partial<NewSubscription> {
  /** Null enables it. */
  readonly disabledReason?: DisabledReason | null
  readonly overlapEndsAt?: DateTime.Utc
  /** The acting person or key vouches for it from now on. */
  readonly vouched?: true
}

/** The company's webhooks, without their secrets. A removed one is not found any more. */
export class WebhookSubscriptions extends Context.Service<
  WebhookSubscriptions,
  {
    /** In the order of their ids, after `after`. */
    readonly list: (
      limit: number,
      after: Option.Option<SubscriptionId>
    ) => Effect.Effect<ReadonlyArray<Subscription>, never, TenantScope>
    readonly count: Effect.Effect<number, never, TenantScope>
    readonly find: (id: SubscriptionId) => Effect.Effect<Subscription, NotFound, TenantScope>
    /** It follows the events that are committed from now on; the acting person or key vouches for it. */
    readonly add: (
      id: SubscriptionId,
      wanted: NewSubscription
    ) => Effect.Effect<Subscription, never, TenantScope>
    readonly change: (
      id: SubscriptionId,
      version: number,
      changes: SubscriptionChanges
    ) => Effect.Effect<Subscription, NotFound | VersionConflict, TenantScope>
    readonly remove: (id: SubscriptionId) => Effect.Effect<void, NotFound, TenantScope>
  }
>()("azals/ports/platform/WebhookSubscriptions") {}
