import { Effect } from "effect"
import { Ledger } from "../../../../../ports/finance/Ledger.ts"
import type { EntryId } from "../../../accounting/model/index.ts"
import { reverseEntry } from "../../../accounting/usecases/index.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"

/**
 * How an entry is undone, such as that of a transfer whose money came back: on that day, or on the next open one. `counterpart` is
 * the line that is not the bank's.
 */
export const mirrorOf = Effect.fnUntraced(function* (id: EntryId, day: LocalDate, label: string) {
  const ledger = yield* Ledger
  const { lines } = yield* ledger.find(id)
  const post = reverseEntry(id, day, label).pipe(
    Effect.catchTag("PeriodClosed", (closed) =>
      closed.nextOpen === null ? Effect.fail(closed) : reverseEntry(id, closed.nextOpen, label)
    )
  )
  return { counterpart: lines.find(({ debit }) => debit !== undefined), post }
})
