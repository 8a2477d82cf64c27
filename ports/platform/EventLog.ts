import { Context, type Effect } from "effect"
import type { EventsForgotten, RecordedEvent } from "../../domain/platform/events/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface EventQuery {
  /** Undefined for all events that are kept. */
  readonly after: number | undefined
  readonly limit: number
  /** The first words of the types that are shown: see `readableContexts`. */
  readonly contexts: ReadonlyArray<string>
  readonly prefix?: string | undefined
}

/** The committed events of the acting company, in the order of their commits. */
export class EventLog extends Context.Service<
  EventLog,
  {
    /** The place of the last event; 0 when there is none. */
    readonly head: Effect.Effect<number, never, TenantScope>
    /** The place up to which events are forgotten; 0 when all are kept. */
    readonly forgotten: Effect.Effect<number, never, TenantScope>
    /** At most `limit` events, and how far the log was read: the next query starts after `reached`. */
    readonly after: (
      query: EventQuery
    ) => Effect.Effect<
      { readonly events: ReadonlyArray<RecordedEvent>; readonly reached: number },
      EventsForgotten,
      TenantScope
    >
  }
>()("azals/ports/platform/EventLog") {}
