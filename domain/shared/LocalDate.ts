import { Option, Schema } from "effect"

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The number of days of a month (1 to 12) of the proleptic Gregorian calendar; 0 for any other month. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (days[month - 1] ?? 0)

const isCalendarDate = (text: string): boolean => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return year >= 1900 && year <= 2999 && day >= 1 && day <= daysInMonth(year, month)
}

/**
 * A business date without a time zone: `YYYY-MM-DD`, a day that exists, years 1900 to 2999.
 * Dates compare with `<` and `>` as text.
 */
export const LocalDate = Schema.String.check(
  Schema.makeFilter((text) => isCalendarDate(text) || "a date that exists, as YYYY-MM-DD"),
  Schema.isPattern(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u)
)
  .annotate({ description: "A date, YYYY-MM-DD", format: "date", examples: ["2026-01-31"] })
  .pipe(Schema.brand("LocalDate"))
export type LocalDate = typeof LocalDate.Type

/** A date from its parts, or none when there is no such day between 1900 and 2999. */
export const localDate = (year: number, month: number, day: number): Option.Option<LocalDate> => {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
  return isCalendarDate(text) ? Option.some(LocalDate.make(text)) : Option.none()
}

const toEpochDay = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

/** The date `count` days later (earlier when negative). Throws a RangeError outside the years 1900 to 2999. */
export const addDays = (date: LocalDate, count: number): LocalDate =>
  LocalDate.make(new Date((toEpochDay(date) + count) * 86_400_000).toISOString().slice(0, 10))

/**
 * The same day `count` months later (earlier when negative), or the last day of a month that has no such day. Throws
 * outside the years 1900 to 2999.
 */
export const addMonths = (date: LocalDate, count: number): LocalDate => {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1]
  return Option.getOrThrow(
    localDate(year, ofYear, Math.min(Number(date.slice(8)), daysInMonth(year, ofYear)))
  )
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toEpochDay(to) - toEpochDay(from)
