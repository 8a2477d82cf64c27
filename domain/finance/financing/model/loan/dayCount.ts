import { Schema } from "effect"
import { daysBetween, type LocalDate } from "../../../../shared/LocalDate.ts"

/**
 * How days count for interest. `act_360`: calendar days over 360. `act_365`: calendar days over 365, leap years
 * included (ACT/365 Fixed). `thirty_360`: 30E/360, the Eurobond basis of the 2006 ISDA Definitions, section 4.16(g):
 * a 31st is a 30th at both ends, and the last day of February stays what it is.
 */
export const DayCount = Schema.Literals(["act_360", "act_365", "thirty_360"]).annotate({
  identifier: "DayCount",
  description:
    "act_360: calendar days over 360. act_365: calendar days over 365, leap years included. " +
    "thirty_360: 30E/360, a 31st counting as a 30th at both ends, the end of February as it is",
  examples: ["act_360"]
})
export type DayCount = typeof DayCount.Type

/** The days from one date to another, as the convention counts them. */
export const countedDays = (from: LocalDate, to: LocalDate, dayCount: DayCount): number => {
  if (dayCount !== "thirty_360") return daysBetween(from, to)
  const [start, end] = [parts(from), parts(to)]
  return 360 * (end.year - start.year) + 30 * (end.month - start.month) + (end.day - start.day)
}

/** The days of the year that the convention divides by. */
export const yearDays = (dayCount: DayCount): number => (dayCount === "act_365" ? 365 : 360)

const parts = (date: LocalDate) => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Math.min(Number(date.slice(8)), 30)
})
