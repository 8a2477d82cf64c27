import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { Invariant, InvariantName } from "../controls/Invariants.ts"
import type { VerifiedChain } from "../controls/Verification.ts"
import type { FiscalYear } from "../books/Period.ts"
import type { Blocker, BlockerKind } from "./Closing.ts"

/** What a store says of a year that is to be closed. Amounts are cents, debit positive. */
export interface ClosingFacts {
  readonly year: FiscalYear
  readonly previousOpen: ReadonlyArray<string>
  readonly next: FiscalYear | null
  readonly nextHasOpeningBalances: boolean
  /** The first journal of kind `opening`. */
  readonly openingJournal: string | null
  readonly missingAccounts: ReadonlyArray<string>
  readonly drafts: { readonly count: number; readonly labels: ReadonlyArray<string> }
  readonly openPeriods: ReadonlyArray<LocalDate>
  readonly suspense: ReadonlyArray<string>
  readonly class8: bigint
  /** Debit minus credit of classes 6 and 7: a profit is negative. */
  readonly resultBalance: bigint
}

/** How often an invariant does not hold, and the first entry that offends it: journal, number, date. */
export interface Offence {
  readonly name: InvariantName
  readonly violations: number
  readonly first: string | null
}

export const offencesOf = (invariants: ReadonlyArray<Invariant>): ReadonlyArray<Offence> =>
  invariants.map(({ first, name, violations }) => ({
    name,
    violations,
    first: first === null ? null : `${first.journal} ${first.number} ${first.date}`
  }))

/** Everything that must be settled before the year can be closed, in the order in which to settle it. */
export const blockersOf = (
  facts: ClosingFacts,
  offences: ReadonlyArray<Offence>,
  chains: ReadonlyArray<VerifiedChain>
): ReadonlyArray<Blocker> => [
  ...listed("previous-year-open", facts.previousOpen),
  ...when("next-year-missing", facts.next === null),
  ...when("next-year-has-opening-balances", facts.nextHasOpeningBalances),
  ...when("opening-journal-missing", facts.openingJournal === null),
  ...listed("result-account-missing", facts.missingAccounts),
  ...(facts.drafts.count === 0
    ? []
    : [{ kind: "drafts" as const, count: facts.drafts.count, details: facts.drafts.labels }]),
  ...openPeriodsOf(facts),
  ...listed("suspense-not-clear", facts.suspense),
  ...when("class-8-not-balanced", facts.class8 !== 0n),
  ...offences.flatMap(offending),
  ...listed(
    "chain-broken",
    chains.flatMap((chain) =>
      chain.break === null ? [] : [`${chain.journal} ${chain.break.number} ${chain.break.reason}`]
    )
  )
]

/** The periods that are not locked: closing them would shut what somebody may still be working on. */
export const openPeriodsOf = ({ openPeriods }: ClosingFacts): ReadonlyArray<Blocker> =>
  listed("periods-open", openPeriods)

/**
 * The invariants that hold a closing up; suspense is asked of the year itself, numbers are part of the chain, and what
 * the bank says is not asked of the books alone.
 */
const kinds: Readonly<Record<InvariantName, BlockerKind | undefined>> = {
  "debits-equal-credits": "debits-differ-from-credits",
  "entries-balance": "entries-unbalanced",
  "parties-equal-control-account": "parties-differ-from-control-account",
  "suspense-is-clear": undefined,
  "numbers-without-holes": undefined,
  "bank-equals-books": undefined
}

const offending = ({ first, name, violations }: Offence): ReadonlyArray<Blocker> => {
  const kind = kinds[name]
  if (violations === 0 || kind === undefined) return []
  return [{ kind, count: violations, details: first === null ? [] : [first] }]
}

const listed = (kind: BlockerKind, details: ReadonlyArray<string>): ReadonlyArray<Blocker> =>
  details.length === 0 ? [] : [{ kind, count: details.length, details: details.slice(0, 10) }]

const when = (kind: BlockerKind, holds: boolean): ReadonlyArray<Blocker> =>
  holds ? [{ kind, count: 1, details: [] }] : []
