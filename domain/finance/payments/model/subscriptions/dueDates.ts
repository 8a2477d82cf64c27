import { Option } from "effect"
import { addDays, daysBetween, daysInMonth, LocalDate, localDate } from "../../../../shared/LocalDate.ts"
import type { Rhythm } from "./SubscriptionPlan.ts"

/**
 * The day of the charge of an ordinal, 0 for the first: on the first day from `startOn` on that the rhythm allows, then
 * by its steps. Days are counted from `startOn` and not from the charge before, so that a 31st comes back after a
 * February. The terms are those of the gateway's own plans (day_frequency; month_frequency and day_of_month; start_date);
 * the last day of a shorter month is ours. None after 2999.
 */
export const dueDate = (
  { dayOfMonth, every, unit }: Rhythm,
  startOn: LocalDate,
  ordinal: number
): Option.Option<LocalDate> => {
  if (unit === "day" || dayOfMonth === null) {
    const days = every * ordinal
    return days > daysBetween(startOn, lastDay) ? Option.none() : Option.some(addDays(startOn, days))
  }
  const [year, month] = [Number(startOn.slice(0, 4)), Number(startOn.slice(5, 7))]
  const isInFirst = Option.exists(inMonth(year, month, dayOfMonth), (day) => day >= startOn)
  const months = year * 12 + (month - 1) + (isInFirst ? 0 : 1) + every * ordinal
  return inMonth(Math.floor(months / 12), (months % 12) + 1, dayOfMonth)
}

/** The first ordinal from `ordinal` on whose day is not before `day`; none when there is none. */
export const ordinalFrom = (
  rhythm: Rhythm,
  startOn: LocalDate,
  ordinal: number,
  day: LocalDate
): Option.Option<number> => {
  for (let next = ordinal; ; next++) {
    const due = dueDate(rhythm, startOn, next)
    if (Option.isNone(due)) return Option.none()
    if (due.value >= day) return Option.some(next)
  }
}

const lastDay = LocalDate.make("2999-12-31")

const inMonth = (year: number, month: number, day: number) =>
  localDate(year, month, Math.min(day, daysInMonth(year, month)))
