import { daysBetween, type LocalDate } from "../../../shared/LocalDate.ts"
import { labelLikeness } from "./labelLikeness.ts"
import type { ParsedLine } from "./ParsedStatement.ts"

/** What is compared of a line, and the account it is on. */
export type MovementFacts = { readonly account: string } & Pick<
  ParsedLine,
  "bookingDate" | "counterparty" | "currency" | "label" | "minor" | "references"
>

/** A pending line and the booked line it became. */
export interface PendingMatch<P, B> {
  readonly pending: P
  readonly booked: B
}

/** Days between the announcement of a movement and its booking, either way. */
export const settlementDays = 7

/** How many booked lines of the same amount are looked at for one pending line. */
const most = 64

/**
 * Pairs pending lines with their booked twins, one to one, the surest first: same account, currency and amount,
 * booked within `days` of each other, and the same reference, the same counterparty account or a like label. Two
 * different end-to-end references are two payments.
 */
export const matchPending = <P extends MovementFacts, B extends MovementFacts>(
  pending: ReadonlyArray<P>,
  booked: ReadonlyArray<B>,
  days: number = settlementDays
): ReadonlyArray<PendingMatch<P, B>> => {
  const bySum = Map.groupBy(
    booked.toSorted((a, b) => compare(a.bookingDate, b.bookingDate)),
    sumOf
  )
  const candidates = pending.flatMap((one, index) =>
    near(bySum.get(sumOf(one)) ?? [], one.bookingDate, days).flatMap((other) => {
      const likeness = likenessOf(one, other)
      const apart = Math.abs(daysBetween(one.bookingDate, other.bookingDate))
      return likeness === 0 ? [] : [{ one, other, likeness, apart, index }]
    })
  )
  const used = new Set<P | B>()
  return candidates
    .toSorted((a, b) => b.likeness - a.likeness || a.apart - b.apart || a.index - b.index)
    .flatMap(({ one, other }) => {
      if (used.has(one) || used.has(other)) return []
      used.add(one).add(other)
      return [{ pending: one, booked: other }]
    })
}

const sumOf = ({ account, currency, minor }: MovementFacts): string => `${account} ${currency} ${minor}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Those booked from `days` before to `days` after, found by halving. */
const near = <B extends MovementFacts>(
  booked: ReadonlyArray<B>,
  date: LocalDate,
  days: number
): ReadonlyArray<B> => {
  const after = (one: B | undefined) => (one === undefined ? 0 : daysBetween(date, one.bookingDate))
  let [low, high] = [0, booked.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (after(booked[middle]) < -days) low = middle + 1
    else high = middle
  }
  return booked.slice(low, low + most).filter((one) => after(one) <= days)
}

/** 0 for no match; references weigh more than an account number, and that more than a label. */
const likenessOf = (a: MovementFacts, b: MovementFacts): number => {
  const [ours, theirs] = [a.references, b.references]
  if (ours.endToEnd !== null && theirs.endToEnd !== null && ours.endToEnd !== theirs.endToEnd) return 0
  const names = ["endToEnd", "bank", "transaction", "customer"] as const
  if (names.some((name) => ours[name] !== null && ours[name] === theirs[name])) return 3
  const [iban, other] = [a.counterparty?.iban ?? null, b.counterparty?.iban ?? null]
  if (iban !== null && other !== null) return iban === other ? 2 : 0
  const likeness = labelLikeness(wordsOf(a), wordsOf(b))
  return likeness < 0.5 ? 0 : likeness
}

const wordsOf = ({ counterparty, label }: MovementFacts): string => `${label} ${counterparty?.name ?? ""}`
