import { Effect } from "effect"
import { Letterings } from "../../../../ports/finance/Letterings.ts"
import type { PostedEntry } from "../model/index.ts"
import { cancelLettering } from "./cancelLettering.ts"
import { letterLines } from "./letterLines.ts"

/**
 * Holds the accounts of an entry that is about to be reversed, and answers what is to be done with its mirror: the
 * letterings of the entry's lines are cancelled, and the lines that have a third party, or that were lettered, are
 * lettered with the lines that undo them, both on the day from which the books have both entries. As all of it is
 * held, none of this can be refused.
 */
export const lettersMirror = Effect.fnUntraced(function* ({ date, lines }: PostedEntry) {
  const letterings = yield* Letterings
  const ids = lines.map(({ id }) => id)
  yield* letterings.openLines(ids)
  const held = yield* letterings.holding(ids)
  const lettered = new Set(held.flatMap(({ parts }) => parts.map(({ lineId }) => lineId)))
  const settled = lines.filter(({ id, party }) => party !== undefined || lettered.has(id))
  return Effect.fnUntraced(function* (mirror: PostedEntry) {
    const day = mirror.date < date ? date : mirror.date
    for (const { id, version } of held) yield* Effect.orDie(cancelLettering(id, version, day))
    for (const group of groupsOf(settled)) {
      const places = new Set(group.map(({ position }) => position))
      const pairs = [...group, ...mirror.lines.filter(({ position }) => places.has(position))]
      yield* Effect.orDie(letterLines({ date: day, lines: pairs.map(({ id }) => ({ lineId: id })) }))
    }
  })
})

/** Lines of one account and one third party, in the order of the accounts. */
const groupsOf = (lines: PostedEntry["lines"]): ReadonlyArray<PostedEntry["lines"]> => {
  const groups = Map.groupBy(lines, ({ account, party }) => `${account} ${party?.code ?? ""}`)
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}
