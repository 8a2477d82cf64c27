import type { VirtualIban } from "../provided/ProvidedAccount.ts"

/** An addition of an account that was sent: `seenBefore` are the IBANs that the institution showed just before it. */
export interface SentAddition {
  readonly id: string
  readonly seenBefore: ReadonlyArray<string>
  /** When that list was read, in microseconds: additions are asked for in this order. */
  readonly sentAt: bigint
  /** Its answer was lost; else it is on its way. */
  readonly lost: boolean
}

export type AddedIban =
  | { readonly _tag: "Found"; readonly iban: VirtualIban }
  | { readonly _tag: "Absent" }
  | { readonly _tag: "Undecided" }

/**
 * Which IBAN came of an addition whose answer was lost. An institution that takes no key shows a list and nothing else:
 * ours is the one that was not there before and that nobody of ours has. The newest lost addition is decided first, for
 * it can be fewer; none while another is on its way. Two that may be ours stay undecided.
 */
export const whichWasAdded = (
  mine: SentAddition,
  open: ReadonlyArray<SentAddition>,
  listed: ReadonlyArray<VirtualIban>,
  taken: ReadonlySet<string>
): AddedIban => {
  const others = open.filter(({ id }) => id !== mine.id)
  if (others.some(({ lost, sentAt }) => !lost || sentAt > mine.sentAt)) return { _tag: "Undecided" }
  const before = new Set(mine.seenBefore)
  const [iban, ...more] = listed.filter(({ reference }) => !before.has(reference) && !taken.has(reference))
  if (iban === undefined) return { _tag: "Absent" }
  return more.length <= others.length ? { _tag: "Found", iban } : { _tag: "Undecided" }
}
