import { fromMinor } from "../../../../shared/Money.ts"
import { scaleOf } from "../loan/interest.ts"
import { type DayAccrual, type OverdraftTerms, partsOf } from "./accrueOverdraft.ts"

/**
 * The effective rate of an overdraft to a business by the method of numbers (Code de la consommation R. 314-7): what it
 * cost, times 365, over the sum of the debit balances of each day. Six decimals, halves up. Null where nothing was drawn.
 */
export const numbersRate = (
  terms: OverdraftTerms,
  days: ReadonlyArray<DayAccrual>,
  charges: bigint
): string | null => {
  const numbers = days.reduce((sum, { beyond, within }) => sum + within + beyond, 0n)
  if (numbers === 0n) return null
  const { whole } = scaleOf(terms)
  const cost = (partsOf(days) + charges * whole) * 365n * 1_000_000n
  const over = numbers * whole
  return fromMinor((2n * cost + over) / (2n * over), 6)
}
