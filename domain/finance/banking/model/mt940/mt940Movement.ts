import { Option } from "effect"
import type { CurrencyCode } from "../../../../shared/Money.ts"
import { type LocalDate, localDate } from "../../../../shared/LocalDate.ts"
import { fullYear, readAmount, readDay } from "../amounts.ts"
import { type Place, refuse } from "../StatementProblem.ts"
import { type StatementWarning, warning } from "../StatementWarning.ts"
import type { Mt940Field } from "./mt940Fields.ts"

/** What a `:61:` field says. References that only point elsewhere (`NONREF`, `EREF`, `KREF`) are null. */
export interface Mt940Movement {
  readonly valueDate: LocalDate
  readonly bookingDate: LocalDate
  readonly minor: bigint
  readonly reversal: boolean
  readonly expected: boolean
  readonly type: string | null
  readonly customer: string | null
  readonly bank: string | null
  readonly supplementary: string
  readonly warnings: ReadonlyArray<StatementWarning>
}

/**
 * A `:61:` field: value date, entry date (MMDD, absent or blank: the value date), mark (C, D, RC and RD reverse, EC
 * and ED are expected), funds letter, amount, type code, references, supplementary details.
 */
export const mt940Movement = (field: Mt940Field, currency: CurrencyCode | null): Mt940Movement => {
  const place = { line: field.line, column: 5 }
  const { parts, rest } = headOf(field, place)
  const [, value = "", entry = "", mark = "", amount = ""] = parts
  const warnings: Array<StatementWarning> = []
  const valueDate = valueDateOf(value, place, warnings)
  const minor = readAmount(amount.replace(",", "."), currency, ":61:", place)
  const credit = mark === "C" || mark === "RD" || mark === "EC"
  return {
    valueDate,
    bookingDate: entry.trim() === "" ? valueDate : entryDate(entry, valueDate, place),
    minor: credit ? minor : -minor,
    reversal: mark.startsWith("R"),
    expected: mark.startsWith("E"),
    ...referencesOf(rest),
    warnings
  }
}

/** Nothing that belongs to a number may follow the amount: `1.050,00` is not 1.05. */
const head = /^(\d{6})(\d{4}| {4})?([RE]?[CD])[A-Z]? ?(\d{1,30}[,.]?\d{0,30}|,\d{1,30})(?![\d,.])/

interface Head {
  readonly parts: RegExpExecArray
  /** What follows the amount, line by line. */
  readonly rest: ReadonlyArray<string>
}

/** The fixed beginning; a bank's wrapping may have cut it in two lines. */
const headOf = (field: Mt940Field, place: Place): Head => {
  const [first = "", second = "", ...more] = field.lines
  const whole = head.exec(first)
  if (whole !== null) return { parts: whole, rest: [first.slice(whole[0].length), second, ...more] }
  const joined = head.exec(`${first}${second}`)
  return joined === null
    ? refuse("mt940.field-malformed", place, { field: "61", value: first })
    : { parts: joined, rest: [`${first}${second}`.slice(joined[0].length), ...more] }
}

const referencesOf = (rest: ReadonlyArray<string>) => {
  const [first = "", ...more] = rest
  const type = /^[A-Z][A-Z0-9 ]{3}/.exec(first)?.[0] ?? ""
  const tail = first.slice(type.length)
  const slashes = tail.indexOf("//")
  const customer = slashes === -1 ? tail.slice(0, 16) : tail.slice(0, slashes)
  const extra = slashes === -1 ? tail.slice(16) : ""
  return {
    type: type.trim() === "" ? null : type.trim(),
    customer: reference(customer),
    bank: slashes === -1 ? null : reference(tail.slice(slashes + 2)),
    supplementary: [extra, ...more]
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join(" ")
  }
}

const reference = (text: string): string | null =>
  /^(?:|NONREF|NOTPROVIDED|EREF|KREF|MREF)$/.test(text.trim()) ? null : text.trim()

/** YYMMDD. German banks reckon interest on months of 30 days and write value dates of 30 February. */
const valueDateOf = (text: string, place: Place, warnings: Array<StatementWarning>): LocalDate => {
  const [year, month, day] = [
    fullYear(Number(text.slice(0, 2))),
    Number(text.slice(2, 4)),
    Number(text.slice(4))
  ]
  if (month === 2 && day === 30) {
    warnings.push(warning("line.value-date-bank-month", place.line, { value: text }))
    return Option.getOrElse(localDate(year, 2, 29), () => readDay([year, 2, 28], text, ":61:", place))
  }
  return readDay([year, month, day], text, ":61:", place)
}

/** MMDD in the year nearest to the value date: an entry of January may have a value of December, and conversely. */
const entryDate = (text: string, valueDate: LocalDate, place: Place): LocalDate => {
  const [month, day] = [Number(text.slice(0, 2)), Number(text.slice(2))]
  const apart = month - Number(valueDate.slice(5, 7))
  const year = Number(valueDate.slice(0, 4)) + (apart > 6 ? -1 : apart < -6 ? 1 : 0)
  return readDay([year, month, day], text, ":61:", place)
}
