import type { CurrencyCode } from "../../../../shared/Money.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { readAmount, readCurrency, readDay } from "../amounts.ts"
import { refuse } from "../StatementProblem.ts"
import { childOf, type OfxElement } from "./ofxElements.ts"

/**
 * An amount with a comma or a point. A separator that stands once is the decimal one (the norm knows no other);
 * with both, or one of them repeated, the others are thousands and must stand every three digits. Blanks between
 * digits are thousands too.
 */
export const ofxAmount = (parent: OfxElement, name: string, currency: CurrencyCode | null): bigint => {
  const element = childOf(parent, name)
  const place = (element ?? parent).place
  const text = element?.text ?? ""
  const plain = plainDecimal(text.replace(/(\d)[\s\u{a0}\u{202f}](?=\d{3}(?!\d))/gu, "$1"))
  return plain === null
    ? refuse("amount.invalid", place, { value: text, field: name })
    : readAmount(plain, currency, name, place)
}

/** The same number with a point for its decimals and nothing for its thousands; null when it is written wrongly. */
const plainDecimal = (text: string): string | null => {
  const separators = text.replace(/[^.,]/g, "")
  const last = separators.at(-1)
  if (last === undefined) return text
  const repeated = separators.split(last).length > 2
  if (repeated && separators.length !== separators.split(last).length - 1) return null
  if (separators.length === 1) return text.replace(",", ".")
  const decimals = repeated ? "" : text.slice(text.lastIndexOf(last) + 1)
  const whole = repeated ? text : text.slice(0, text.lastIndexOf(last))
  return /^[+-]?\d{1,3}(?:[.,]\d{3})+$/.test(whole) ? `${whole.replace(/[.,]/g, "")}.${decimals}` : null
}

/**
 * The day of `YYYYMMDD[HHMMSS[.XXX][offset:zone]]` as the bank wrote it: a booking date is the bank's own local day,
 * so the time and the zone are left aside. Null when the element is absent or empty.
 */
export const ofxDay = (parent: OfxElement, name: string): LocalDate | null => {
  const element = childOf(parent, name)
  if (element === null || element.text === "") return null
  const parts = /^(\d{4})(\d{2})(\d{2})(?!\d{7})[\d.:]{0,16}\s{0,4}(?:\[[^\]]{0,40}\])?$/.exec(element.text)
  if (parts === null) return refuse("date.invalid", element.place, { value: element.text, field: name })
  const day = [Number(parts[1]), Number(parts[2]), Number(parts[3])] as const
  return readDay(day, element.text, name, element.place)
}

/** A day that must be there. */
export const requiredDay = (parent: OfxElement, name: string): LocalDate =>
  ofxDay(parent, name) ?? refuse("date.missing", (childOf(parent, name) ?? parent).place, { field: name })

/** A currency code; null when the element is absent or empty. */
export const ofxCurrency = (parent: OfxElement | null, name: string): CurrencyCode | null => {
  const element = childOf(parent, name)
  return element === null || element.text === ""
    ? null
    : readCurrency(element.text.toUpperCase(), element.place)
}
