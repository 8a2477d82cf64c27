import { Context, type Duration, type Effect } from "effect"
import type { SubscriptionId } from "../../domain/platform/webhooks/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A webhook that has something to deliver, taken for one turn. */
export interface WebhookTurn {
  readonly tenantId: TenantId
  readonly subscriptionId: SubscriptionId
  readonly turn: string
}

export interface TurnsWanted {
  /** Receivers that failed or were slow the last time stand in a line of their own. */
  readonly lane: "healthy" | "struggling"
  readonly limit: number
  /** How many of one company at the same time, on all workers. */
  readonly perTenant: number
  /** After this another worker may take the turn: longer than a turn lasts. */
  readonly lease: Duration.Duration
}

/** Which companies have events to look at, and which webhooks something to deliver. It holds no business data. */
export class WebhookLine extends Context.Service<
  WebhookLine,
  {
    /** Companies with events that were not looked at, at most `limit`. */
    readonly toFanOut: (limit: number) => Effect.Effect<ReadonlyArray<TenantId>>
    /** Takes turns that nobody else has, those that wait longest first. */
    readonly take: (wanted: TurnsWanted) => Effect.Effect<ReadonlyArray<WebhookTurn>>
  }
>()("azals/ports/platform/WebhookLine") {}
