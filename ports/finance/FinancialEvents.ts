import { Context, type Effect, type Option } from "effect"
import type {
  EntryId,
  FinancialEvent,
  FinancialEventId,
  KeptEvent
} from "../../domain/finance/accounting/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface EventFilter {
  readonly types?: ReadonlyArray<string> | undefined
  readonly entryId?: EntryId | undefined
  readonly documentRef?: string | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
}

/** Where a list of events goes on: oldest first, by their own date. */
export interface EventCursor {
  readonly date: LocalDate
  readonly id: FinancialEventId
}

/** What happened in the business and which entry it gave: never changed. */
export class FinancialEvents extends Context.Service<
  FinancialEvents,
  {
    /**
     * Keeps an event for the entry that will be posted in the same unit, and waits for a unit that is at the same
     * event. Answers the one that was kept first.
     */
    readonly keep: (event: KeptEvent) => Effect.Effect<KeptEvent, never, TenantScope>
    readonly find: (id: FinancialEventId) => Effect.Effect<KeptEvent, NotFound, TenantScope>
    readonly findBySender: (
      eventId: FinancialEvent["id"]
    ) => Effect.Effect<Option.Option<KeptEvent>, never, TenantScope>
    readonly list: (
      filter: EventFilter,
      limit: number,
      after: Option.Option<EventCursor>
    ) => Effect.Effect<ReadonlyArray<KeptEvent>, never, TenantScope>
  }
>()("azals/ports/finance/FinancialEvents") {}
