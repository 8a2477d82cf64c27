import { DateTime, Schema } from "effect"
import { daysInMonth } from "../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../shared/Money.ts"

export const CardPeriod = Schema.Literals(["transaction", "day", "week", "month", "always"])

/**
 * How much a card may spend. `transaction`: each time. `day`, `week`, `month`: from the start of the span in the card's
 * zone (`calendar`), or in the last 24 hours, 7 days, 30 days (`rolling`). `always`: in the card's whole life.
 * `resetDay`: the weekday (1 is Monday) or the day of the month; a day that a month lacks is that month's last.
 */
export const CardLimit = Schema.Struct({
  amount: Money.check(
    Schema.makeFilter(
      ({ currency, minor }) => (minor > 0n && currency === EUR) || "an amount in EUR above zero"
    )
  ),
  period: CardPeriod,
  window: Schema.Literals(["calendar", "rolling"]),
  resetDay: Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 31 })))
})
  .check(
    Schema.makeFilter(
      ({ period, resetDay, window }) =>
        resetDay === null ||
        (window === "calendar" && (period === "month" || (period === "week" && resetDay <= 7))) ||
        "a reset day of a calendar week (1 to 7) or month (1 to 31) only"
    )
  )
  .annotate({
    identifier: "CardLimit",
    examples: [
      { amount: { minor: 50_000n, currency: EUR }, period: "month", window: "calendar", resetDay: 1 }
    ]
  })
export type CardLimit = typeof CardLimit.Type

/** At least one limit, and one of each period at most. */
export const CardLimits = Schema.Array(CardLimit).check(
  Schema.isMinLength(1),
  Schema.isMaxLength(5),
  Schema.makeFilter(
    (limits) =>
      new Set(limits.map(({ period }) => period)).size === limits.length || "one limit for each period"
  )
)

/** Since when what was spent counts towards the limit; null when all of it, or nothing before (`transaction`), does. */
export const windowStart = (
  { period, resetDay, window }: CardLimit,
  now: DateTime.Utc,
  zone: string
): DateTime.Utc | null => {
  if (period === "transaction" || period === "always") return null
  if (window === "rolling") return DateTime.subtract(now, { days: rollingDays[period] })
  const local = DateTime.toParts(DateTime.setZoneNamedUnsafe(now, zone))
  if (period === "day") return midnight(local.year, local.month, local.day, zone)
  if (period === "week") {
    const back = (isoWeekday(local.weekDay) - (resetDay ?? 1) + 7) % 7
    return midnight(local.year, local.month, local.day - back, zone)
  }
  const reset = (year: number, month: number) => Math.min(resetDay ?? 1, daysInMonth(year, month))
  if (local.day >= reset(local.year, local.month)) {
    return midnight(local.year, local.month, reset(local.year, local.month), zone)
  }
  const [year, month] = local.month === 1 ? [local.year - 1, 12] : [local.year, local.month - 1]
  return midnight(year, month, reset(year, month), zone)
}

/** When the span that runs at that moment ends; null when it has none, in the card's whole life or at one payment. */
export const windowEnd = (limit: CardLimit, at: DateTime.Utc, zone: string): DateTime.Utc | null => {
  const { period, resetDay, window } = limit
  if (period === "transaction" || period === "always") return null
  if (window === "rolling") return DateTime.add(at, { days: rollingDays[period] })
  const start = windowStart(limit, at, zone) ?? at
  const { day, month, year } = DateTime.toParts(DateTime.setZoneNamedUnsafe(start, zone))
  if (period !== "month") return midnight(year, month, day + rollingDays[period], zone)
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1]
  return midnight(nextYear, nextMonth, Math.min(resetDay ?? 1, daysInMonth(nextYear, nextMonth)), zone)
}

const rollingDays = { day: 1, week: 7, month: 30 } as const

/** 1 is Monday, 7 is Sunday. */
export const isoWeekday = (weekDay: number) => (weekDay === 0 ? 7 : weekDay)

/** A day below 1 belongs to the month before, one above its last to the month after. */
const midnight = (year: number, month: number, day: number, zone: string): DateTime.Utc => {
  const date = DateTime.formatIsoDateUtc(DateTime.makeUnsafe(Date.UTC(year, month - 1, day)))
  return DateTime.toUtc(
    DateTime.makeZonedUnsafe(`${date}T00:00:00`, { timeZone: zone, adjustForTimeZone: true })
  )
}
