import type { ChainHead, ChainWalk } from "../controls/ChainWalk.ts"
import type { VerifiedChain } from "../controls/Verification.ts"
import type { FiscalYearId } from "../books/Period.ts"
import type { Offence } from "./blockers.ts"

/** What a store says of all lines up to the end of a year. */
export interface LineTotals {
  readonly lines: number
  readonly difference: bigint
  /** Control accounts (401, 411) with a balance of no party, and the first entry that has such a line. */
  readonly partiless: number
  readonly firstPartiless: string | null
}

/** Where the verification of a year goes on for what was posted since it was walked: a walk for each chain. */
export const closingStarts = (
  year: FiscalYearId,
  heads: ReadonlyArray<ChainHead>,
  walk: ChainWalk
): ReadonlyArray<{ readonly head: ChainHead; readonly at: ChainWalk["at"] }> =>
  heads
    .filter(({ fiscalYearId }) => fiscalYearId === year)
    .map((head) => {
      const before = chainOf(head, walk.chains)
      const begun = before === undefined ? 0 : before.to
      return {
        head: { ...head, first: begun + 1, checks: "both" as const },
        at: before === undefined ? null : { number: begun, hash: before.headHash, entries: 0 }
      }
    })
    .filter(({ head }) => head.lastNumber >= head.first)

/**
 * What blocks the closing of a year, of what was walked before it was shut and of what came since: the chains of the
 * year and the invariants, as one look at everything would tell them. A chain that ends before what was verified of it
 * was cut off meanwhile.
 */
export const closingIntegrity = (
  year: FiscalYearId,
  heads: ReadonlyArray<ChainHead>,
  before: ChainWalk,
  since: ReadonlyArray<ChainWalk>,
  totals: LineTotals
): { readonly chains: ReadonlyArray<VerifiedChain>; readonly offences: ReadonlyArray<Offence> } => {
  const chains = [
    ...before.chains
      .filter(({ fiscalYearId }) => fiscalYearId === year)
      .map((chain) => (chain.break === null ? { ...chain, break: endBreak(chain, heads) } : chain)),
    ...since.flatMap((walk) => walk.chains)
  ]
  const walks = [before, ...since]
  const intact = [...chains, ...before.chains].every((chain) => chain.break === null)
  const strayLines = totals.lines - walks.reduce((sum, { lines }) => sum + lines, 0)
  const unbalanced = walks.reduce((sum, walk) => sum + walk.unbalanced, 0)
  const first = walks.find((walk) => walk.firstUnbalanced !== null)?.firstUnbalanced ?? null
  return {
    chains,
    offences: [
      { name: "debits-equal-credits", violations: totals.difference === 0n ? 0 : 1, first },
      {
        name: "entries-balance",
        violations: unbalanced + (intact && strayLines !== 0 ? 1 : 0),
        first
      },
      {
        name: "parties-equal-control-account",
        violations: totals.partiless,
        first: totals.firstPartiless
      }
    ]
  }
}

const chainOf = ({ fiscalYearId, journal }: ChainHead, chains: ReadonlyArray<VerifiedChain>) =>
  chains.find((chain) => chain.fiscalYearId === fiscalYearId && chain.journal === journal)

const endBreak = (chain: VerifiedChain, heads: ReadonlyArray<ChainHead>): VerifiedChain["break"] => {
  const head = heads.find(
    ({ fiscalYearId, journal }) => fiscalYearId === chain.fiscalYearId && journal === chain.journal
  )
  const last = Math.min(head?.lastNumber ?? 0, head?.foundNumber ?? 0)
  if (last < chain.to) return { number: last + 1, reason: "missing" }
  return head?.lastNumber === chain.to && chain.headHash !== null && head.lastHash !== chain.headHash
    ? { number: chain.to, reason: "changed" }
    : null
}
