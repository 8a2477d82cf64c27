import { Effect } from "effect"
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
