import { addDays, LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, fromMinor, type Money, money, MoneySum } from "../../../../shared/Money.ts"
import { minorUnits } from "../../../../shared/Currency.ts"
import { Schema } from "effect"
import type { DayBalance } from "../../../banking/model/index.ts"
import { booked, interestParts, scaleOf } from "../loan/interest.ts"
import type { Overdraft } from "./Overdraft.ts"

/** The terms that interest follows from. */
export type OverdraftTerms = Pick<Overdraft, "beyondRate" | "dayCount" | "limit" | "yearlyRate">

/** What was drawn at the end of a day, and its interest, exact: `parts` of which `whole` make one minor unit. */
export interface DayAccrual {
  readonly on: LocalDate
  readonly balance: bigint
  readonly within: bigint
  readonly beyond: bigint
  readonly parts: bigint
}

/** The interest of each day: what is drawn within the limit and what is beyond it, each at its rate. */
export const accrueOverdraft = (
  terms: OverdraftTerms,
  balances: ReadonlyArray<DayBalance>
): ReadonlyArray<DayAccrual> => {
  const { beyondRate, dayCount, limit, yearlyRate } = terms
  const inside = scaleOf(terms)
  const outside = scaleOf({ dayCount, yearlyRate: beyondRate ?? yearlyRate })
  return balances.map(({ minor, on }) => {
    const drawn = minor < 0n ? -minor : 0n
    const within = drawn < limit.minor ? drawn : limit.minor
    const beyond = drawn - within
    const next = addDays(on, 1)
    const parts = interestParts(inside, within, on, next) + interestParts(outside, beyond, on, next)
    return { on, balance: minor, within, beyond, parts }
  })
}

/** The interest of these days, exact. */
export const partsOf = (days: ReadonlyArray<DayAccrual>): bigint =>
  days.reduce((sum, { parts }) => sum + parts, 0n)

/**
 * What is booked of all interest since the start: rounded once, halves up, less what was booked before. The residue of
 * each rounding, and what a late line with an earlier value date changes, is in the next booking; never below zero.
 */
export const dueAfter = (terms: OverdraftTerms, sinceStart: bigint, before: bigint): bigint => {
  const due = booked(scaleOf(terms), sinceStart).minor - before
  return due > 0n ? due : 0n
}

const decimals = 10

/** One day of an overdraft, for a reader. */
export const OverdraftDay = Schema.Struct({
  on: LocalDate,
  balance: MoneySum.annotate({ description: "At the end of the day, by value date; drawn where below zero" }),
  withinLimit: MoneySum,
  beyondLimit: MoneySum,
  interest: Schema.String.annotate({
    description:
      "Of this day, exact to ten decimals of the currency's unit; bookings add the fractions themselves",
    examples: ["2.3472222222"]
  })
}).annotate({
  identifier: "OverdraftDay",
  examples: [
    {
      on: LocalDate.make("2026-02-03"),
      balance: money(-1_000_000n, EUR),
      withinLimit: money(1_000_000n, EUR),
      beyondLimit: money(0n, EUR),
      interest: "2.3472222222"
    }
  ]
})
export type OverdraftDay = typeof OverdraftDay.Type

/** The same day for a reader. */
export const overdraftDay = (
  terms: OverdraftTerms,
  { balance, beyond, on, parts, within }: DayAccrual
): OverdraftDay => {
  const { currency } = terms.limit
  const sum = (minor: bigint): Money => money(minor, currency)
  const { whole } = scaleOf(terms)
  const shown = (parts * 10n ** BigInt(decimals - minorUnits(currency))) / whole
  return {
    on,
    balance: sum(balance),
    withinLimit: sum(within),
    beyondLimit: sum(beyond),
    interest: fromMinor(shown, decimals)
  }
}
