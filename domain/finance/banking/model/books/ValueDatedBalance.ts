import { Result, Schema } from "effect"
import { addDays, daysBetween, LocalDate } from "../../../../shared/LocalDate.ts"
import type { CurrencyCode } from "../../../../shared/Money.ts"
import { BankAccountId } from "./BankAccount.ts"

/** The days of which a statement tells, and the balances that it gives for their ends, in the account's currency. */
export interface CoveredSpan {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly opening: bigint | null
  readonly closing: bigint | null
}

/**
 * What the bank says of an account from `from` to `to`: the balance before the first day, what moved on each day by value
 * date (by booking date where the bank gives none), and the days that its statements cover. `before` is null where no
 * statement gives any balance.
 */
export interface ValueDatedMoves {
  readonly bankAccountId: BankAccountId
  readonly currency: CurrencyCode
  readonly from: LocalDate
  readonly to: LocalDate
  readonly before: bigint | null
  readonly moves: ReadonlyArray<{ readonly on: LocalDate; readonly minor: bigint }>
  readonly spans: ReadonlyArray<CoveredSpan>
}

/** The balance of an account at the end of a day. */
export interface DayBalance {
  readonly on: LocalDate
  readonly minor: bigint
}

/** No statement tells of these days: what the account held on them is not known. */
export class BankDaysNotCovered extends Schema.TaggedError<BankDaysNotCovered>()(
  "BankDaysNotCovered",
  { bankAccountId: BankAccountId, from: LocalDate, to: LocalDate },
  { httpApiStatus: 409 }
) {}

/** The balance at the end of each day by value date; refused where a day is covered by no statement. */
export const dailyBalances = (
  told: ValueDatedMoves
): Result.Result<ReadonlyArray<DayBalance>, BankDaysNotCovered> => {
  const { bankAccountId, before, from, moves, to } = told
  const missing = before === null ? { from, to } : uncovered(told)
  if (before === null || missing !== undefined) {
    return Result.fail(new BankDaysNotCovered({ bankAccountId, ...(missing ?? { from, to }) }))
  }
  const moved = new Map(moves.map(({ minor, on }) => [on, minor]))
  const days: Array<DayBalance> = []
  let minor = before
  for (let on = from; on <= to; on = addDays(on, 1)) {
    minor += moved.get(on) ?? 0n
    days.push({ on, minor })
  }
  return Result.succeed(days)
}

/** The first days that no statement covers, if there are any. */
const uncovered = ({ from, spans, to }: ValueDatedMoves) => {
  const sorted = spans.toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
  let next = from
  let last: CoveredSpan | undefined
  for (const span of sorted) {
    if (next > to) break
    if (span.from > next && !bridged(last, span, next)) {
      return { from: next, to: earlier(addDays(span.from, -1), to) }
    }
    if (span.to >= next) next = addDays(span.to, 1)
    if (last === undefined || span.to >= last.to) last = span
  }
  return next > to ? undefined : { from: next, to }
}

/** A weekend between two statements, of which the later one opens with what the earlier one closed with. */
const bridged = (last: CoveredSpan | undefined, span: CoveredSpan, next: LocalDate): boolean => {
  if (last === undefined || last.closing === null || last.closing !== span.opening) return false
  for (let on = next; on < span.from; on = addDays(on, 1)) {
    if (daysBetween(monday, on) % 7 < 5) return false
  }
  return true
}

/** 1 January 1900, the first day of a business date. */
const monday = LocalDate.make("1900-01-01")

const earlier = (one: LocalDate, other: LocalDate) => (one < other ? one : other)
