import { Option, Result } from "effect"
import { isKnownCurrency, minorUnits } from "../../../shared/Currency.ts"
import { type LocalDate, localDate } from "../../../shared/LocalDate.ts"
import { CurrencyCode, fromMinor, toMinor } from "../../../shared/Money.ts"
import { type Place, refuse } from "./StatementProblem.ts"

/** Decimals of a currency; two when the file names none. */
export const digitsOf = (currency: CurrencyCode | null): number =>
  currency === null ? 2 : minorUnits(currency)

/** Decimal text of a sum in minor units, with exactly the decimals of its currency. */
export const decimal = (minor: bigint, currency: CurrencyCode | null): string =>
  fromMinor(minor, digitsOf(currency))

/** An ISO 4217 code, or the file is refused. */
export const readCurrency = (text: string, place: Place): CurrencyCode =>
  isKnownCurrency(text) ? CurrencyCode.make(text) : refuse("currency.unknown", place, { value: text })

/** Text with a decimal point (`12`, `12.`, `.5`, `+12.50`) to minor units of `currency`, or the file is refused. */
export const readAmount = (
  text: string,
  currency: CurrencyCode | null,
  field: string,
  place: Place
): bigint => {
  if (text === "") return refuse("amount.missing", place, { field })
  const full = text.replace(/^([+-]?)\./, "$10.")
  const read = toMinor(full, digitsOf(currency))
  if (Result.isSuccess(read)) return read.success
  if (read.failure === "TooManyDecimals") {
    return refuse("amount.decimals", place, { value: text, currency: currency ?? "?" })
  }
  return read.failure === "OutOfRange" || /^[+-]?\d{31,}/.test(full)
    ? refuse("amount.range", place, { value: text })
    : refuse("amount.invalid", place, { value: text, field })
}

/** A calendar day (year, month, day), or the file is refused. `shown` is what the file wrote. */
export const readDay = (
  [year, month, day]: readonly [number, number, number],
  shown: string,
  field: string,
  place: Place
): LocalDate =>
  Option.getOrElse(localDate(year, month, day), () => refuse("date.invalid", place, { value: shown, field }))

/** Two-digit years: 80 to 99 are 1980 to 1999, 00 to 79 are 2000 to 2079. */
export const fullYear = (twoDigits: number): number => (twoDigits >= 80 ? 1900 : 2000) + twoDigits
