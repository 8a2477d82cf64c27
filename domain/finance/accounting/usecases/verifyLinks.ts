import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import {
  type ChainHead,
  chainsOf,
  type FiscalYearId,
  type LinksCursor,
  verified,
  walkOf
} from "../model/index.ts"
import { linksAtOnce, walkOn } from "./walkChains.ts"

/** Which links: of one year, of one journal, with numbers from and to; the first ones that have them, or after `cursor`. */
export interface LinksWanted {
  readonly year?: FiscalYearId | undefined
  readonly journal?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly after?: LinksCursor | undefined
}

/**
 * Verifies as many links as a request surely manages in time: at most 10,000. Answers where to go on. A link whose chain
 * is gone by then is found again from the beginning.
 */
export const verifyLinks = Effect.fn("accounting.verifyLinks")(function* (wanted: LinksWanted) {
  const controls = yield* LedgerControls
  const { fiscalYear } = yield* Books
  if (wanted.year !== undefined) yield* fiscalYear(wanted.year)
  const all = (yield* controls.heads(wanted)).map((head) => within(head, wanted))
  const { after } = wanted
  const index = all.findIndex(
    ({ fiscalYearId, journalId }) => journalId === after?.journalId && fiscalYearId === after.fiscalYearId
  )
  const [current, ...later] = all.slice(Math.max(0, index))
  const walk = yield* walkOn(
    current === undefined
      ? walkOf([])
      : after === undefined || index < 0
        ? walkOf([current, ...later])
        : walkOf([{ ...current, first: after.number + 1 }, ...later], {
            number: after.number,
            hash: after.hash,
            entries: 0
          }),
    linksAtOnce
  )
  return { ...verified(chainsOf(walk)), next: cursorAfter(walk) }
})

/** A chain that ends before its journal's own end has no hash to end with. */
const within = (head: ChainHead, { from = 1, to }: LinksWanted): ChainHead => {
  const bounded = { ...head, first: Math.max(from, 1) }
  return to === undefined || to >= head.lastNumber
    ? bounded
    : { ...bounded, lastNumber: to, lastHash: null, foundNumber: to }
}

const cursorAfter = ({ at, heads: [head] }: ReturnType<typeof walkOf>): LinksCursor | undefined => {
  if (head === undefined) return undefined
  const { number, hash } = at ?? { number: head.first - 1, hash: head.first === 1 ? "" : null }
  return { journalId: head.journalId, fiscalYearId: head.fiscalYearId, number, hash }
}
