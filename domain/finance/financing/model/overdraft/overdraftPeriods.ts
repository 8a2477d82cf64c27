import { Result, Schema } from "effect"
import { addDays, addMonths, LocalDate } from "../../../../shared/LocalDate.ts"
import { OverdraftDayNotOver, OverdraftPeriodNotNext } from "./errors.ts"
import type { Overdraft } from "./Overdraft.ts"
import { type OverdraftBooking, standingBookings } from "./OverdraftBooking.ts"

/** A month of a year. */
export const Month = Schema.String.check(Schema.isPattern(/^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$/u)).annotate(
  { identifier: "Month", description: "A month, YYYY-MM", examples: ["2026-02"] }
)
export type Month = typeof Month.Type

/** Days that are booked together, both of which count. */
export interface OverdraftPeriod {
  readonly from: LocalDate
  readonly to: LocalDate
}

const firstDay = (month: Month) => LocalDate.make(`${month}-01`)

/** The last day of a day's month. */
export const monthEnd = (on: LocalDate): LocalDate => addDays(addMonths(firstDay(on.slice(0, 7)), 1), -1)

/** The first day that is not booked; null where the overdraft was terminated before it. */
export const nextDay = (
  { from, terminatedOn }: Pick<Overdraft, "from" | "terminatedOn">,
  bookings: ReadonlyArray<OverdraftBooking>
): LocalDate | null => {
  const last = standingBookings(bookings).at(-1)
  const next = last === undefined ? from : addDays(last.to, 1)
  return terminatedOn !== null && next > terminatedOn ? null : next
}

/** The days of a month that are booked: those of the overdraft, if they are the next ones and over. */
export const periodOf = (
  overdraft: Pick<Overdraft, "from" | "terminatedOn">,
  bookings: ReadonlyArray<OverdraftBooking>,
  month: Month,
  today: LocalDate
): Result.Result<OverdraftPeriod, OverdraftDayNotOver | OverdraftPeriodNotNext> => {
  const next = nextDay(overdraft, bookings)
  if (next === null || next.slice(0, 7) !== month) {
    return Result.fail(new OverdraftPeriodNotNext({ asked: firstDay(month), next }))
  }
  const end = monthEnd(next)
  const { terminatedOn } = overdraft
  return over({ from: next, to: terminatedOn !== null && terminatedOn < end ? terminatedOn : end }, today)
}

/** The days that are left where the last one is `on`, in the month of the first; undefined where none are. */
export const lastPeriod = (
  overdraft: Pick<Overdraft, "from" | "terminatedOn">,
  bookings: ReadonlyArray<OverdraftBooking>,
  on: LocalDate,
  today: LocalDate
): Result.Result<OverdraftPeriod | undefined, OverdraftDayNotOver | OverdraftPeriodNotNext> => {
  const next = nextDay(overdraft, bookings)
  if (next !== null && next > overdraft.from && on === addDays(next, -1)) return Result.succeed(undefined)
  if (next === null || on < next || on > monthEnd(next)) {
    return Result.fail(new OverdraftPeriodNotNext({ asked: on, next }))
  }
  return over({ from: next, to: on }, today)
}

const over = (period: OverdraftPeriod, today: LocalDate) =>
  period.to < today ? Result.succeed(period) : Result.fail(new OverdraftDayNotOver({ on: period.to, today }))
