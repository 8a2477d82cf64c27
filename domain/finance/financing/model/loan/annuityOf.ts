import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { countedDays } from "./dayCount.ts"
import { scaleOf } from "./interest.ts"
import type { LoanTerms } from "./LoanTerms.ts"

/**
 * The constant instalment A, in minor units, rounded down. With i(k) = rate × days(k) ÷ days of the year, it is the A
 * for which nothing is left after the last due date: A = P × F ÷ S, where F = Π (1 + i(k)) and S = Σ Π(j > k) (1 + i(j)).
 * Where all periods are alike this is P × i ÷ (1 − (1 + i)^−n); at a rate of zero it is P ÷ n.
 */
export const annuityOf = (terms: LoanTerms, dates: ReadonlyArray<LocalDate>): bigint => {
  const { rate, whole } = scaleOf(terms)
  let [growth, sum, from] = [one, 0n, terms.drawnOn]
  for (const dueOn of dates) {
    const periodic = whole + rate * BigInt(countedDays(from, dueOn, terms.dayCount))
    growth = divided(growth * periodic, whole)
    sum = divided(sum * periodic, whole) + one
    from = dueOn
  }
  return (terms.principal.minor * growth) / sum
}

/** One in fixed point: 60 decimals, so that 600 roundings stay far below a cent of the largest amount. */
const one = 10n ** 60n

const divided = (value: bigint, by: bigint) => (2n * value + by) / (2n * by)
