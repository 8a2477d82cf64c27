import { Schema } from "effect"

import { EUR, Money, money, MoneySum } from "../../../../shared/Money.ts"
import { BankAccountId } from "../../../banking/model/index.ts"

const positive = (minor: bigint) => money(minor, EUR)

/** Between what its balance is to stay, and where it is best. */
const bounds = {
  minimum: MoneySum,
  target: MoneySum,
  maximum: Schema.NullOr(MoneySum).annotate({ description: "null: as much as there is" })
}

export const AccountBounds = Schema.Struct(bounds)
  .check(
    Schema.makeFilter(
      ({ maximum, minimum, target }) =>
        (minimum.currency === target.currency &&
          (maximum === null || maximum.currency === target.currency) &&
          minimum.minor <= target.minor &&
          (maximum === null || target.minor <= maximum.minor)) ||
        "minimum, target and maximum in one currency, in this order"
    )
  )
  .annotate({
    identifier: "AccountBounds",
    examples: [{ minimum: positive(100_000n), target: positive(500_000n), maximum: positive(2_000_000n) }]
  })
export type AccountBounds = typeof AccountBounds.Type

export const BoundedAccount = Schema.Struct({
  bankAccountId: BankAccountId,
  ...bounds,
  version: Schema.Int
}).annotate({
  identifier: "BoundedAccount",
  examples: [
    {
      bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
      minimum: positive(100_000n),
      target: positive(500_000n),
      maximum: positive(2_000_000n),
      version: 1
    }
  ]
})
export type BoundedAccount = typeof BoundedAccount.Type

/** An account as the proposal sees it. */
export interface SweptAccount {
  readonly bankAccountId: BankAccountId
  readonly balance: bigint
  readonly minimum: bigint
  readonly target: bigint
  readonly maximum: bigint | null
}

export const ProposedTransfer = Schema.Struct({
  fromBankAccountId: BankAccountId,
  toBankAccountId: BankAccountId,
  amount: Money
}).annotate({ identifier: "ProposedTransfer" })
export type ProposedTransfer = typeof ProposedTransfer.Type

/** What to move so that every account stays inside, or why nothing can: too little money in all, or too much. */
export interface Proposal {
  readonly moves: ReadonlyArray<{
    readonly from: BankAccountId
    readonly to: BankAccountId
    readonly amount: bigint
  }>
  readonly impossible: "too-little" | "too-much" | null
  /** By how much, where it is impossible. */
  readonly by: bigint
}

/** Above so many accounts groups are not searched: they are one. */
export const mostGrouped = 10

/**
 * The fewest transfers, and of those the smallest sum, that bring every account between its bounds. A group of m accounts
 * whose money fits between the sums of their bounds needs m - 1 transfers at most, so the fewest come with the largest
 * number of such groups; they are searched exhaustively up to `mostGrouped` accounts. In a group no more moves than what is
 * missing or too much; beyond that who is furthest above its target gives first, who is furthest below takes first.
 */
export const proposeTransfers = (accounts: ReadonlyArray<SweptAccount>): Proposal => {
  const unfit = misfitOf(accounts)
  if (unfit.impossible !== null) return { moves: [], ...unfit }
  const groups = accounts.length > mostGrouped ? [accounts] : bestGroups(accounts)
  return { moves: groups.flatMap(movesIn), impossible: null, by: 0n }
}

const misfitOf = (accounts: ReadonlyArray<SweptAccount>): Pick<Proposal, "by" | "impossible"> => {
  const total = sum(accounts, ({ balance }) => balance)
  const least = sum(accounts, ({ minimum }) => minimum)
  if (total < least) return { impossible: "too-little", by: least - total }
  if (accounts.some(({ maximum }) => maximum === null)) return { impossible: null, by: 0n }
  const most = sum(accounts, ({ maximum }) => maximum ?? 0n)
  return total > most ? { impossible: "too-much", by: total - most } : { impossible: null, by: 0n }
}

interface Split {
  readonly groups: number
  readonly moved: bigint
  /** The last group of the split, as a set of bits. */
  readonly last: number
}

/** The split of all accounts into fitting groups with most groups and least money moved, by sets of accounts. */
const bestGroups = (accounts: ReadonlyArray<SweptAccount>): ReadonlyArray<ReadonlyArray<SweptAccount>> => {
  const all = (1 << accounts.length) - 1
  const of = (set: number) => accounts.filter((_, at) => (set & (1 << at)) !== 0)
  const costs = Array.from({ length: all + 1 }, (_, set) => costOf(of(set)))
  const best: Array<Split | undefined> = [{ groups: 0, moved: 0n, last: 0 }]
  for (let set = 1; set <= all; set++) {
    const lowest = set & -set
    for (let part = set; part > 0; part = (part - 1) & set) {
      const [cost, rest] = [costs[part], best[set ^ part]]
      if ((part & lowest) === 0 || cost === undefined || rest === undefined) continue
      const split = { groups: rest.groups + 1, moved: rest.moved + cost, last: part }
      if (isBetter(split, best[set])) best[set] = split
    }
  }
  const groups: Array<ReadonlyArray<SweptAccount>> = []
  for (let set = all; set > 0; set ^= best[set]?.last ?? set) groups.push(of(best[set]?.last ?? set))
  return groups
}

const isBetter = (split: Split, than: Split | undefined) =>
  than === undefined ||
  split.groups > than.groups ||
  (split.groups === than.groups && split.moved < than.moved)

/** What must move within a group; undefined where its money does not fit. */
const costOf = (group: ReadonlyArray<SweptAccount>): bigint | undefined =>
  misfitOf(group).impossible === null ? larger(sum(group, missing), sum(group, excess)) : undefined

const movesIn = (group: ReadonlyArray<SweptAccount>): Proposal["moves"] => {
  const total = larger(sum(group, missing), sum(group, excess))
  const gives = spread(group, total, excess, ({ balance, minimum }) => balance - minimum, above)
  const takes = spread(
    group,
    total,
    missing,
    ({ balance, maximum }) => (maximum === null ? total : maximum - balance),
    (account) => -above(account)
  )
  const moves: Array<Proposal["moves"][number]> = []
  let [giver, taker] = [0, 0]
  for (;;) {
    const [give, take] = [gives[giver], takes[taker]]
    if (give === undefined || take === undefined) return moves
    const amount = smaller(give.left, take.left)
    if (amount > 0n) moves.push({ from: give.account.bankAccountId, to: take.account.bankAccountId, amount })
    give.left -= amount
    take.left -= amount
    if (give.left === 0n) giver++
    else taker++
  }
}

/** Shares an amount out: to each what it must have, then the rest up to what it can, who wants most first. */
const spread = (
  group: ReadonlyArray<SweptAccount>,
  total: bigint,
  must: (account: SweptAccount) => bigint,
  can: (account: SweptAccount) => bigint,
  wants: (account: SweptAccount) => bigint
) => {
  let rest = total - sum(group, must)
  return group
    .toSorted((one, other) => (wants(one) > wants(other) ? -1 : wants(one) < wants(other) ? 1 : 0))
    .map((account) => {
      const more = larger(0n, smaller(rest, can(account) - must(account)))
      rest -= more
      return { account, left: must(account) + more }
    })
    .filter(({ left }) => left > 0n)
}

const missing = ({ balance, minimum }: SweptAccount) => larger(0n, minimum - balance)
const excess = ({ balance, maximum }: SweptAccount) => (maximum === null ? 0n : larger(0n, balance - maximum))
const above = ({ balance, target }: SweptAccount) => balance - target
const larger = (one: bigint, other: bigint) => (one > other ? one : other)
const smaller = (one: bigint, other: bigint) => (one < other ? one : other)
const sum = (accounts: ReadonlyArray<SweptAccount>, of: (account: SweptAccount) => bigint) =>
  accounts.reduce((total, account) => total + of(account), 0n)
