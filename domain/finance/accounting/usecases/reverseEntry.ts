import { Effect } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { type EntryId, type PostedEntry, reversedLines } from "../model/index.ts"
import { lettersMirror } from "./lettersMirror.ts"
import { postEntry } from "./postEntry.ts"

/**
 * Corrects a posted entry the only way there is: its mirror is posted at `date`, linked to it, once. What its lines
 * settled is open again, and they settle their mirror, in the same unit.
 */
export const reverseEntry = Effect.fn("accounting.reverseEntry")(function* (
  id: EntryId,
  date: LocalDate,
  label: string
) {
  const { write } = yield* UnitOfWork
  const ledger = yield* Ledger
  const closings = yield* Closings
  return yield* write(
    Effect.gen(function* () {
      const entry = yield* ledger.find(id)
      if (entry.state === "reversed") return yield* alreadyReversed(entry)
      if (yield* closings.isCarried(id)) return yield* carried(entry)
      const { documentDate, documentRef, journal, lines } = entry
      const letter = yield* lettersMirror(entry)
      const document = {
        ...(documentRef === null ? {} : { documentRef }),
        ...(documentDate === null ? {} : { documentDate })
      }
      const mirror = yield* postEntry(
        {
          journal,
          date,
          label,
          ...document,
          lines: reversedLines(lines.map(({ id: _id, position: _at, ...line }) => line))
        },
        { reversalOf: id }
      ).pipe(Effect.catchTag("AlreadyExists", () => alreadyReversed(entry)))
      yield* letter(mirror)
      return mirror
    })
  )
})

/** What a closing carried follows the year that it closed: it stays. */
const carried = ({ id }: PostedEntry) =>
  Effect.fail(
    new IllegalTransition({
      entity: "JournalEntry",
      id,
      from: "carried-forward",
      attempted: "reversed",
      allowed: []
    })
  )

const alreadyReversed = ({ id }: PostedEntry) =>
  Effect.fail(
    new IllegalTransition({
      entity: "JournalEntry",
      id,
      from: "reversed",
      attempted: "reversed",
      allowed: []
    })
  )
