import { Schema } from "effect"

/** Whether a text of digits carries its own Luhn key (ISO/IEC 7812-1, annex B). */
export const hasLuhnKey = (digits: string): boolean => {
  if (!/^\d+$/.test(digits)) return false
  const sum = [...digits].reduceRight((total, digit, at) => {
    const doubled = digit.charCodeAt(0) - 48
    const weighed = (digits.length - at) % 2 === 0 ? doubled * 2 : doubled
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return sum % 10 === 0
}

/** SIREN: the nine digits that INSEE gives to a French company, the last one a Luhn key. */
export const Siren = Schema.String.check(
  Schema.makeFilter(
    (text) =>
      (/^\d{9}$/.test(text) && text !== "000000000" && hasLuhnKey(text)) ||
      "a SIREN: nine digits with their key"
  ),
  Schema.isPattern(/^[0-9]{9}$/u)
)
  .annotate({ description: "SIREN, nine digits with Luhn key", examples: ["732829320"] })
  .pipe(Schema.brand("Siren"))
export type Siren = typeof Siren.Type
