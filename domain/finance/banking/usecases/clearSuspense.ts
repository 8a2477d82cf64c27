import { Effect } from "effect"
import { Letterings } from "../../../../ports/finance/Letterings.ts"
import type { LineId, PostedEntry } from "../../accounting/model/index.ts"
import { letterLines } from "../../accounting/usecases/index.ts"
import { suspenseAccount } from "../model/index.ts"

/** Letters lines that put an amount on 471 with those of the entry that takes it off. */
export const clearSuspense = Effect.fn("banking.clearSuspense")(function* (
  waiting: ReadonlyArray<LineId>,
  clearing: PostedEntry
) {
  const lines = [...waiting, ...suspenseLines(clearing)].map((lineId) => ({ lineId }))
  yield* letterLines({ date: clearing.date, lines })
})

export const suspenseLines = ({ lines }: PostedEntry): ReadonlyArray<LineId> =>
  lines.filter(({ account }) => account === suspenseAccount).map(({ id }) => id)

/** The lines that put on 471 what this entry took off. */
export const clearedBy = Effect.fnUntraced(function* (entry: PostedEntry) {
  const { holding } = yield* Letterings
  const own = suspenseLines(entry)
  if (own.length === 0) return []
  const found = yield* holding(own)
  return found.flatMap(({ parts }) => parts.map(({ lineId }) => lineId)).filter((id) => !own.includes(id))
})
