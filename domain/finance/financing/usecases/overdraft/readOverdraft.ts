import { Effect, Result } from "effect"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { Overdrafts } from "../../../../../ports/finance/Overdrafts.ts"
import { addDays, LocalDate } from "../../../../shared/LocalDate.ts"
import { money } from "../../../../shared/Money.ts"
import { dailyBalances } from "../../../banking/model/index.ts"
import {
  accrueOverdraft,
  dueAfter,
  type Month,
  monthEnd,
  type Overdraft,
  type OverdraftBooking,
  overdraftDay,
  OverdraftDayNotOver,
  OverdraftDayOutside,
  type OverdraftId,
  type OverdraftPosition,
  partsOf,
  standingBookings
} from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Each day of an overdraft from its first to this one, as the bank's statements tell them. */
export const daysOf = Effect.fnUntraced(function* (overdraft: Overdraft, to: LocalDate) {
  const { valueDated } = yield* BankFeed
  const told = yield* valueDated(overdraft.bankAccountId, overdraft.from, to)
  return accrueOverdraft(overdraft, yield* Effect.fromResult(dailyBalances(told)))
})

/** What was booked of the interest of an overdraft and stands. */
export const bookedInterest = (bookings: ReadonlyArray<OverdraftBooking>): bigint =>
  standingBookings(bookings).reduce((sum, { interest }) => sum + interest.minor, 0n)

/** The days of an overdraft in a month, those that are over. */
export const overdraftDays = Effect.fn("credit.overdraftDays")(function* (id: OverdraftId, month: Month) {
  const overdrafts = yield* Overdrafts
  const overdraft = yield* overdrafts.overdraft(id)
  const now = yield* today
  const first = LocalDate.make(`${month}-01`)
  const from = later(first, overdraft.from)
  yield* Effect.fromResult(standsOn(overdraft, from > monthEnd(first) ? first : from, now))
  const end = earlier(monthEnd(first), overdraft.terminatedOn ?? monthEnd(first))
  const days = yield* daysOf(overdraft, earlier(end, addDays(now, -1)))
  return { days: days.filter(({ on }) => on >= from).map((day) => overdraftDay(overdraft, day)) }
})

/** Where an overdraft stands at the end of a day, and its interest that is not booked. */
export const positionOfOverdraft = Effect.fn("credit.overdraftPosition")(function* (
  id: OverdraftId,
  on: LocalDate
) {
  const overdrafts = yield* Overdrafts
  const overdraft = yield* overdrafts.overdraft(id)
  yield* Effect.fromResult(standsOn(overdraft, on, yield* today))
  return yield* standingAt(overdraft, on)
})

/** The same for one that stands on the day. */
export const standingAt = Effect.fnUntraced(function* (overdraft: Overdraft, on: LocalDate) {
  const { bookings } = yield* Overdrafts
  const days = yield* daysOf(overdraft, on)
  const booked = standingBookings(yield* bookings(overdraft.id))
  const { balance = 0n, beyond = 0n, within = 0n } = days.at(-1) ?? {}
  const sum = (minor: bigint) => money(minor, overdraft.limit.currency)
  const before = booked.filter(({ to }) => to <= on)
  return {
    on,
    balance: sum(balance),
    drawn: sum(within + beyond),
    beyondLimit: sum(beyond),
    unused: sum(overdraft.limit.minor - within),
    accruedInterest: sum(dueAfter(overdraft, partsOf(days), bookedInterest(before))),
    bookedUpTo: before.at(-1)?.to ?? null
  } satisfies OverdraftPosition
})

const standsOn = (
  { from, terminatedOn }: Overdraft,
  on: LocalDate,
  now: LocalDate
): Result.Result<void, OverdraftDayNotOver | OverdraftDayOutside> => {
  if (on < from || (terminatedOn !== null && on > terminatedOn)) {
    return Result.fail(new OverdraftDayOutside({ on, from, terminatedOn }))
  }
  return on < now ? Result.succeed(undefined) : Result.fail(new OverdraftDayNotOver({ on, today: now }))
}

const earlier = (one: LocalDate, other: LocalDate) => (one < other ? one : other)
const later = (one: LocalDate, other: LocalDate) => (one > other ? one : other)
