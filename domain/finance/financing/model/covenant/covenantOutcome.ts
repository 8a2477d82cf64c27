import { minorUnits } from "../../../../shared/Currency.ts"
import { fromMinor } from "../../../../shared/Money.ts"
import type { Covenant } from "./Covenant.ts"
import type { CovenantFigures, CovenantOutcome } from "./CovenantTest.ts"

type Asked = Pick<Covenant, "comparison" | "threshold">

const decimals = 4

/**
 * Whether figures keep a covenant; exactly at the threshold they do. The comparison is of whole numbers, only the value
 * is rounded, halves up. A ratio whose denominator is not above zero has none.
 */
export const covenantOutcome = (
  { comparison, threshold }: Asked,
  { denominator, numerator }: Pick<CovenantFigures, "denominator" | "numerator">
): { readonly value: string | null; readonly outcome: CovenantOutcome } => {
  const under = denominator?.minor ?? 10n ** BigInt(minorUnits(numerator.currency))
  if (under <= 0n) return { value: null, outcome: "not-measurable" }
  const over = numerator.minor * 10n ** BigInt(decimals)
  const bound = unitsOf(threshold) * under
  const kept = comparison === "at_most" ? over <= bound : over >= bound
  return { value: fromMinor(rounded(over, under), decimals), outcome: kept ? "met" : "breached" }
}

/** A decimal of at most four places in units of 10^-4. */
const unitsOf = (text: string): bigint => {
  const [whole = "0", parts = ""] = text.replace("-", "").split(".")
  const units = BigInt(`${whole}${parts.padEnd(decimals, "0")}`)
  return text.startsWith("-") ? -units : units
}

const rounded = (over: bigint, under: bigint): bigint => {
  const [twice, by] = [2n * over + under, 2n * under]
  const quotient = twice / by
  return twice < 0n && quotient * by !== twice ? quotient - 1n : quotient
}
