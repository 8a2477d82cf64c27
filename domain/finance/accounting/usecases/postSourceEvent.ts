import { Effect, Option } from "effect"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import type { EntryId, NewEntry } from "../model/index.ts"
import { postEntry } from "./postEntry.ts"

/**
 * Posts the entry of a business event once: a second time answers the entry of the first. Where the event's date is
 * closed by then, the entry goes to the next open date and keeps the date it had in `postponedFrom`.
 */
export const postSourceEvent = Effect.fn("accounting.postSourceEvent")(function* (
  sourceEvent: string,
  entry: NewEntry,
  links: { readonly id?: EntryId; readonly reversalOf?: EntryId } = {}
) {
  const ledger = yield* Ledger
  const known = ledger.findBySource(sourceEvent)
  const already = yield* known
  if (Option.isSome(already)) return already.value
  return yield* postEntry(entry, { ...links, sourceEvent }).pipe(
    Effect.catchTag("PeriodClosed", (closed) =>
      closed.nextOpen === null
        ? Effect.fail(closed)
        : postEntry({ ...entry, date: closed.nextOpen }, { ...links, sourceEvent, postponedFrom: entry.date })
    ),
    Effect.catchTag("AlreadyExists", (taken) =>
      Effect.flatMap(known, Option.match({ onNone: () => Effect.fail(taken), onSome: Effect.succeed }))
    )
  )
})
