import { Effect, Option } from "effect"
import { FinancialEvents } from "../../../../ports/finance/FinancialEvents.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { checkEntry, EventDiffers, type FinancialEvent, type NewEntry, sameEvent } from "../model/index.ts"
import { mapEvent } from "./postFinancialEvent.ts"

/**
 * The entry that an event would give today, or why it would give none; nothing is written. `postponedFrom`: its own
 * date, when that is closed and the entry would go to the next open one. `postedAs`: the entry that it gave already.
 */
export const previewFinancialEvent = Effect.fn("accounting.previewFinancialEvent")(function* (
  event: FinancialEvent
) {
  const { findBySender } = yield* FinancialEvents
  const kept = yield* findBySender(event.id)
  if (Option.isSome(kept) && !sameEvent(kept.value.event, event)) {
    return yield* new EventDiffers({ eventId: event.id })
  }
  const postedAs = Option.match(kept, { onNone: () => null, onSome: ({ entryId }) => entryId })
  const entry = yield* mapEvent(event)
  return yield* check(entry).pipe(
    Effect.as({ entry, postponedFrom: null, postedAs }),
    Effect.catchTag("PeriodClosed", (closed) => {
      if (closed.nextOpen === null) return Effect.fail(closed)
      const later = { ...entry, date: closed.nextOpen }
      return Effect.as(check(later), { entry: later, postponedFrom: entry.date, postedAs })
    })
  )
})

const check = Effect.fnUntraced(function* (entry: NewEntry) {
  const { permissions } = yield* TenantScope
  const { contextFor } = yield* Ledger
  return yield* Effect.fromResult(checkEntry(entry, yield* contextFor(entry), permissions))
})
