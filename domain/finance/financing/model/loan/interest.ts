import { countedDays, type DayCount, yearDays } from "./dayCount.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { LoanTerms, YearlyRate } from "./LoanTerms.ts"

/** Interest is exact: a whole number of parts, of which `whole` make one minor unit. */
export interface InterestScale {
  readonly rate: bigint
  readonly whole: bigint
  readonly dayCount: DayCount
}

const decimals = 8

/** The scale of a loan: its rate in units of 10^-8, and 10^8 × the days of its year to one minor unit. */
export const scaleOf = ({
  dayCount,
  yearlyRate
}: Pick<LoanTerms, "dayCount" | "yearlyRate">): InterestScale => ({
  rate: rateUnits(yearlyRate),
  whole: 10n ** BigInt(decimals) * BigInt(yearDays(dayCount)),
  dayCount
})

/** A yearly rate in units of 10^-8. */
export const rateUnits = (yearlyRate: YearlyRate): bigint => {
  const [units = "0", parts = ""] = yearlyRate.split(".")
  return BigInt(`${units}${parts.padEnd(decimals, "0")}`)
}

/** outstanding × rate × days ÷ days of the year, in parts: nothing is rounded. */
export const interestParts = (
  { dayCount, rate }: InterestScale,
  outstanding: bigint,
  from: LocalDate,
  to: LocalDate
): bigint => outstanding * rate * BigInt(countedDays(from, to, dayCount))

/**
 * Parts to minor units, halves up; what rounding left out is the carry, which the next booking counts in. A carry is at
 * least minus half a unit, so nothing is ever booked below zero.
 */
export const booked = ({ whole }: InterestScale, parts: bigint) => {
  const minor = (2n * parts + whole) / (2n * whole)
  return { minor, carry: parts - minor * whole }
}
