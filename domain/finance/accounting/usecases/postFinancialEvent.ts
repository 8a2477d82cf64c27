import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { FinancialEvents } from "../../../../ports/finance/FinancialEvents.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { PostingRules } from "../../../../ports/finance/PostingRules.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  EntryId,
  EventDiffers,
  type FinancialEvent,
  FinancialEventId,
  entryOfEvent,
  sameEvent
} from "../model/index.ts"
import { postSourceEvent } from "./postSourceEvent.ts"

/** Posts the entry of a financial event through the posting rules, once by the sender's id of the event. */
export const postFinancialEvent = Effect.fn("accounting.postFinancialEvent")(function* (
  event: FinancialEvent
) {
  const { write } = yield* UnitOfWork
  const { keep } = yield* FinancialEvents
  const { find } = yield* Ledger
  const ids = yield* Ids
  return yield* write(
    Effect.gen(function* () {
      const id = FinancialEventId.make(yield* ids.next)
      const kept = yield* keep({ id, entryId: EntryId.make(yield* ids.next), event })
      if (!sameEvent(kept.event, event)) return yield* new EventDiffers({ eventId: event.id })
      if (kept.id !== id) return { ...kept, entry: yield* find(kept.entryId) }
      const mapped = yield* mapEvent(event)
      const entry = yield* postSourceEvent(`event:${event.id}`, mapped, { id: kept.entryId })
      return { ...kept, entry }
    })
  )
})

/** The entry that the rules of today make of an event. */
export const mapEvent = Effect.fnUntraced(function* (event: FinancialEvent) {
  const { active } = yield* PostingRules
  const { vatCodes } = yield* Books
  return yield* Effect.fromResult(entryOfEvent(event, yield* active([event.type]), yield* vatCodes))
})
