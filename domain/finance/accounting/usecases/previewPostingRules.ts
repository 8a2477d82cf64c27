import { Effect, type Option, Result } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { type EventCursor, FinancialEvents } from "../../../../ports/finance/FinancialEvents.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { PostingRules } from "../../../../ports/finance/PostingRules.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import {
  entryOfEvent,
  type KeptEvent,
  type MappingRefusal,
  type NewEntry,
  type PostedEntry,
  type ProposedRule,
  samePosting,
  withProposed
} from "../model/index.ts"

/** An event with the entry that it gave, and the one that other rules would make of it, or why they make none. */
export interface RemappedEvent extends KeptEvent {
  readonly posted: PostedEntry
  readonly proposed: NewEntry | null
  readonly refusal: MappingRefusal | null
  readonly differs: boolean
}

/**
 * How the events of a time would post under proposed rules, beside the entries that they gave: oldest first, every
 * event of the proposed rules' types, the unchanged ones among them. Nothing is written.
 */
export const previewPostingRules = Effect.fn("accounting.previewPostingRules")(function* (
  proposed: ReadonlyArray<ProposedRule>,
  span: { readonly from: LocalDate; readonly to: LocalDate },
  limit: number,
  after: Option.Option<EventCursor>
) {
  const { list } = yield* FinancialEvents
  const { findAll } = yield* Ledger
  const { active } = yield* PostingRules
  const { vatCodes } = yield* Books
  const types = [...new Set(proposed.map(({ eventType }) => eventType))]
  const rules = withProposed(yield* active(types), proposed)
  const codes = yield* vatCodes
  const events = yield* list({ ...span, types }, limit, after)
  const entries = new Map((yield* findAll(events.map(({ entryId }) => entryId))).map((one) => [one.id, one]))
  return events.flatMap((kept) => {
    const posted = entries.get(kept.entryId)
    if (posted === undefined) return []
    const ofType = rules.filter(({ eventType }) => eventType === kept.event.type)
    return [compared(kept, posted, entryOfEvent(kept.event, ofType, codes))]
  })
})

const compared = (
  kept: KeptEvent,
  posted: PostedEntry,
  mapped: ReturnType<typeof entryOfEvent>
): RemappedEvent => ({
  ...kept,
  posted,
  proposed: Result.isSuccess(mapped) ? mapped.success : null,
  refusal: Result.isFailure(mapped) ? mapped.failure : null,
  differs: Result.isFailure(mapped) || !samePosting(posted, mapped.success)
})
