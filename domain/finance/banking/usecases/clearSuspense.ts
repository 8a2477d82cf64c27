import { Effect } from "effect"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import type { EntryId, PostedEntry } from "../../accounting/model/index.ts"
import { letterLines } from "../../accounting/usecases/index.ts"
import { suspenseAccount } from "../model/index.ts"

/** Letters the suspense line of the entry that put an amount on 471 with that of the entry that takes it off. */
export const clearSuspense = Effect.fn("banking.clearSuspense")(function* (
  waiting: EntryId,
  clearing: PostedEntry
) {
  const ledger = yield* Ledger
  const put = yield* ledger.find(waiting)
  const lines = [...put.lines, ...clearing.lines].filter(({ account }) => account === suspenseAccount)
  yield* letterLines({ date: clearing.date, lines: lines.map(({ id }) => ({ lineId: id })) })
})
