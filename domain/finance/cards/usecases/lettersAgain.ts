import { Effect } from "effect"
import { Letterings } from "../../../../ports/finance/Letterings.ts"
import type { LetteredPart, Lettering, PostedEntry } from "../../accounting/model/index.ts"
import { letterLines } from "../../accounting/usecases/index.ts"

/**
 * What settles lines of an entry that is about to be undone, held; answers how the lines of the entry that takes its place
 * are lettered with it again, line for line of the same account, third party, side and amount. What no line takes the
 * place of stays open.
 */
export const lettersAgain = Effect.fnUntraced(function* (before: PostedEntry) {
  const { holding } = yield* Letterings
  const held = yield* holding(before.lines.map(({ id }) => id))
  return Effect.fnUntraced(function* (entry: PostedEntry) {
    const heirs = heirsOf(before, entry)
    for (const { letteredOn, parts } of held) {
      const lines = partsAgain(parts, before, heirs)
      const date = letteredOn < entry.date ? entry.date : letteredOn
      if (lines !== undefined) yield* letterLines({ date, lines })
    }
  })
})

type Line = PostedEntry["lines"][number]

const heirsOf = (before: PostedEntry, entry: PostedEntry): ReadonlyMap<Line["id"], Line["id"]> => {
  const left = [...entry.lines]
  const heirs = new Map<Line["id"], Line["id"]>()
  for (const line of before.lines) {
    const at = left.findIndex((one) => sameSum(one, line))
    const [heir] = at === -1 ? [] : left.splice(at, 1)
    if (heir !== undefined) heirs.set(line.id, heir.id)
  }
  return heirs
}

const sameSum = (one: Line, other: Line) =>
  one.account === other.account &&
  one.party?.code === other.party?.code &&
  one.debit?.minor === other.debit?.minor &&
  one.credit?.minor === other.credit?.minor &&
  one.foreign?.minor === other.foreign?.minor &&
  one.foreign?.currency === other.foreign?.currency

const partsAgain = (
  parts: Lettering["parts"],
  before: PostedEntry,
  heirs: ReturnType<typeof heirsOf>
): ReadonlyArray<{ readonly lineId: Line["id"]; readonly amount: LetteredPart["amount"] }> | undefined => {
  const own = new Set(before.lines.map(({ id }) => id))
  const foreign = parts.every((part) => part.foreign !== null)
  const again = parts.flatMap((part) => {
    const lineId = own.has(part.lineId) ? heirs.get(part.lineId) : part.lineId
    const amount = foreign ? (part.foreign ?? part.amount) : part.amount
    return lineId === undefined ? [] : [{ lineId, amount }]
  })
  const settledByOthers = parts.some(({ lineId }) => !own.has(lineId))
  return settledByOthers && again.length === parts.length ? again : undefined
}
