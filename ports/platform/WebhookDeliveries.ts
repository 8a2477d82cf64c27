import { Context, type DateTime, type Duration, type Effect, type Option } from "effect"
import type { RecordedEvent } from "../../domain/platform/events/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"
import type {
  Attempt,
  Delivery,
  DeliveryId,
  DeliveryState,
  RedeliveryRange,
  SubscriptionId
} from "../../domain/platform/webhooks/model/index.ts"

export interface DeliveriesWanted {
  readonly subscriptionId: SubscriptionId
  readonly states: Option.Option<DeliveryState>
  readonly eventType: Option.Option<string>
  /** The last of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<DeliveryId>
  readonly limit: number
}

/** A delivery whose time has come. No event: it is kept no more. */
export interface DueDelivery {
  readonly id: DeliveryId
  /** How many were made since it was put in the line. */
  readonly attempts: number
  readonly event: RecordedEvent | null
}

/** How an attempt leaves its delivery; `pause` is undefined when no other attempt follows. */
export interface AttemptEnd {
  readonly attempt: Attempt
  readonly pause: Duration.Duration | undefined
}

/** How a receiver has been doing. */
export interface ReceiverHealth {
  /** Failures in a row, whichever deliveries they were. */
  readonly failures: number
  readonly failingSince: DateTime.Utc | null
}

/** What is sent to the company's webhooks, and what came of it. */
export class WebhookDeliveries extends Context.Service<
  WebhookDeliveries,
  {
    readonly list: (wanted: DeliveriesWanted) => Effect.Effect<ReadonlyArray<Delivery>, never, TenantScope>
    readonly byId: (id: DeliveryId) => Effect.Effect<Delivery, NotFound, TenantScope>
    /** The newest first, a hundred at most. */
    readonly attemptsOf: (id: DeliveryId) => Effect.Effect<ReadonlyArray<Attempt>, never, TenantScope>
    /**
     * Makes the deliveries of the next `limit` events that were committed, in their order: one for each enabled webhook
     * that follows the event. Answers how many events were looked at. Each event is looked at once.
     */
    readonly fanOut: (limit: number) => Effect.Effect<number, never, TenantScope>
    /** Makes the delivery of the test event that the running unit has published. */
    readonly addTest: (id: SubscriptionId) => Effect.Effect<Delivery, never, TenantScope>
    /** Those whose time has come, in the order of their events. */
    readonly due: (
      id: SubscriptionId,
      limit: number
    ) => Effect.Effect<ReadonlyArray<DueDelivery>, never, TenantScope>
    /** Keeps an attempt, unless the delivery has gone on since it was read. Answers whether it did. */
    readonly end: (delivery: DueDelivery, end: AttemptEnd) => Effect.Effect<boolean, never, TenantScope>
    readonly healthOf: (id: SubscriptionId) => Effect.Effect<ReceiverHealth, never, TenantScope>
    readonly succeeded: (id: SubscriptionId, slowly: boolean) => Effect.Effect<void, never, TenantScope>
    /** Counts one more failure in a row. */
    readonly failed: (id: SubscriptionId) => Effect.Effect<ReceiverHealth, never, TenantScope>
    /** Nothing is sent to the webhook meanwhile. */
    readonly rest: (id: SubscriptionId, pause: Duration.Duration) => Effect.Effect<void, never, TenantScope>
    /** Forgets past failures: somebody believes that the receiver works again. */
    readonly forgive: (id: SubscriptionId) => Effect.Effect<void, never, TenantScope>
    /** Says when the webhook is to be looked at next; to be called after whatever changes that, in its unit. */
    readonly point: (id: SubscriptionId) => Effect.Effect<void, never, TenantScope>
    /** The same, and gives back the turn. */
    readonly release: (id: SubscriptionId, turn: string) => Effect.Effect<void, never, TenantScope>
    /** Puts one that has ended back in the line; none when it waits there. */
    readonly redeliver: (id: DeliveryId) => Effect.Effect<Option.Option<Delivery>, never, TenantScope>
    /** The same for the oldest `limit` of a range. Answers how many. */
    readonly redeliverRange: (
      id: SubscriptionId,
      range: RedeliveryRange,
      limit: number
    ) => Effect.Effect<number, never, TenantScope>
  }
>()("azals/ports/platform/WebhookDeliveries") {}
