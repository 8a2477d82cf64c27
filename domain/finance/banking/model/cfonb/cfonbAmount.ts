import type { CurrencyCode } from "../../../../shared/Money.ts"
import { readAmount } from "../amounts.ts"
import { type Place, refuse } from "../StatementProblem.ts"

/**
 * Last digit and sign in one character (overpunch): `{` and A to I are +0 to +9, `}` and J to R are -0 to -9. The
 * French 7-bit character set has é and è where ASCII has `{` and `}`, and some banks send those.
 */
const overpunch: ReadonlyMap<string, string> = new Map([
  ...Array.from("{ABCDEFGHI", (letter, digit): [string, string] => [letter, `+${digit}`]),
  ...Array.from("}JKLMNOPQR", (letter, digit): [string, string] => [letter, `-${digit}`]),
  ["é", "+0"],
  ["è", "-0"]
])

/** The 14 characters of a CFONB amount, with its number of decimals, to minor units of its currency. */
export const cfonbAmount = (
  text: string,
  decimals: number,
  currency: CurrencyCode,
  field: string,
  place: Place
): bigint => {
  const last = overpunch.get(text.slice(-1))
  const digits = text.slice(0, -1).trimStart()
  if (text.trim() === "") return refuse("amount.missing", place, { field })
  if (last === undefined || !/^\d*$/.test(digits))
    return refuse("amount.invalid", place, { value: text, field })
  const all = `${digits}${last.slice(1)}`.padStart(decimals + 1, "0")
  const split = all.length - decimals
  return readAmount(`${last.slice(0, 1)}${all.slice(0, split)}.${all.slice(split)}`, currency, field, place)
}
