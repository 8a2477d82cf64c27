import { Schema } from "effect"
import { firstBroken, type LinkVerdict } from "../../../../shared/HashChain.ts"
import { JournalId } from "../books/Journal.ts"
import { FiscalYearId } from "../books/Period.ts"
import { VerifiedChain } from "./Verification.ts"

/**
 * A chain to be walked from `first` to `lastNumber`, as its journal left it: the hash that the last link must have
 * (null where the walk ends before the chain does), and the highest number that an entry has. Entries posted later have
 * higher numbers: a walk does not meet them.
 */
export const ChainHead = Schema.Struct({
  journal: Schema.String,
  journalId: JournalId,
  fiscalYearId: FiscalYearId,
  first: Schema.Int,
  lastNumber: Schema.Int,
  lastHash: Schema.NullOr(Schema.String),
  foundNumber: Schema.Int,
  checks: Schema.Literals(["chain", "balance", "both"]).annotate({
    description: "Whether hashes are recomputed, each entry's debits compared with its credits, or both"
  })
})
export type ChainHead = typeof ChainHead.Type

/** How far a walk is in the first of its remaining chains. */
const ChainPosition = Schema.Struct({
  number: Schema.Int,
  /** The hash of that number as it was verified; null: the stored one is taken. */
  hash: Schema.NullOr(Schema.String),
  entries: Schema.Int
})

/** A walk along chains, as it can be kept between two ranges: `chains` are done, `heads` remain. */
export const ChainWalk = Schema.Struct({
  heads: Schema.Array(ChainHead),
  chains: Schema.Array(VerifiedChain),
  at: Schema.NullOr(ChainPosition),
  lines: Schema.Int,
  unbalanced: Schema.Int,
  firstUnbalanced: Schema.NullOr(Schema.String)
})
export type ChainWalk = typeof ChainWalk.Type

/** Behind which link of which chain a request ended; its hash as it was verified. */
export const LinksCursor = Schema.Struct({
  journalId: JournalId,
  fiscalYearId: FiscalYearId,
  number: Schema.Int,
  hash: Schema.NullOr(Schema.String)
})
export type LinksCursor = typeof LinksCursor.Type

/** Links of one chain that are verified together: from the one after `after`, whose hash is `previous`, to `to`. */
export interface LinkRange {
  readonly head: ChainHead
  readonly after: number
  readonly to: number
  readonly previous: string | null
}

/** What a store finds in a range; the lines and the unbalanced entries are counted where the balance is asked for. */
export interface RangeVerdict extends LinkVerdict {
  readonly lines: number
  readonly unbalanced: number
  readonly firstUnbalanced: string | null
}

/** A walk that has not begun. */
export const walkOf = (heads: ReadonlyArray<ChainHead>, at: ChainWalk["at"] = null): ChainWalk => ({
  heads,
  chains: [],
  at,
  lines: 0,
  unbalanced: 0,
  firstUnbalanced: null
})

/** The next ranges, together at most `links` links in at most a hundred chains. */
export const rangesOf = ({ at, heads }: ChainWalk, links: number): ReadonlyArray<LinkRange> => {
  const ranges: Array<LinkRange> = []
  let left = links
  for (const head of heads.slice(0, 100)) {
    if (left <= 0) break
    const { hash, number } = ranges.length === 0 && at !== null ? at : beginning(head)
    const to = Math.min(head.lastNumber, number + left)
    ranges.push({ head, after: number, to, previous: hash })
    left -= Math.max(1, to - number)
  }
  return ranges
}

/** The walk after its next ranges, with what was found in each. A chain ends at its first break. */
export const walked = (
  walk: ChainWalk,
  ranges: ReadonlyArray<LinkRange>,
  verdicts: ReadonlyArray<RangeVerdict>
): ChainWalk => {
  const chains = [...walk.chains]
  let { at, firstUnbalanced, lines, unbalanced } = walk
  let done = 0
  for (const [index, range] of ranges.entries()) {
    const verdict = verdicts[index]
    if (verdict === undefined) break
    lines += verdict.lines
    unbalanced += verdict.unbalanced
    firstUnbalanced ??= verdict.firstUnbalanced
    const entries = (at?.entries ?? 0) + verdict.entries
    const found = breakIn(range, verdict)
    const ended = found !== undefined || range.to >= range.head.lastNumber
    if (ended) {
      chains.push(chainUpTo(range, entries, verdict.lastHash, found))
      done++
    }
    at = ended ? null : { number: range.to, hash: verdict.lastHash, entries }
  }
  return { heads: walk.heads.slice(done), chains, at, lines, unbalanced, firstUnbalanced }
}

/** The chains done and the part of the one that the walk stands in. */
export const chainsOf = ({ at, chains, heads }: ChainWalk): ReadonlyArray<VerifiedChain> => {
  const [head] = heads
  if (head === undefined || at === null || at.entries === 0) return chains
  return [...chains, chainUpTo({ head, to: at.number }, at.entries, at.hash, undefined)]
}

const beginning = ({ first }: ChainHead) => ({
  number: first - 1,
  hash: first === 1 ? "" : null,
  entries: 0
})

const breakIn = ({ head, to }: LinkRange, verdict: RangeVerdict): VerifiedChain["break"] | undefined => {
  const broken = firstBroken(verdict)
  if (broken !== undefined) return broken
  if (head.checks === "balance" || to < head.lastNumber || head.lastHash === null) return undefined
  if (verdict.lastHash !== null && verdict.lastHash !== head.lastHash)
    return { number: to, reason: "changed" }
  return head.foundNumber > head.lastNumber ? { number: head.lastNumber + 1, reason: "unknown" } : undefined
}

const chainUpTo = (
  { head, to }: Pick<LinkRange, "head" | "to">,
  entries: number,
  hash: string | null,
  found: VerifiedChain["break"] | undefined
): VerifiedChain => ({
  journal: head.journal,
  fiscalYearId: head.fiscalYearId,
  from: head.first,
  to: found === undefined || found === null ? Math.max(to, head.first - 1) : found.number - 1,
  entries,
  headHash: found === undefined ? hash : null,
  break: found ?? null
})
