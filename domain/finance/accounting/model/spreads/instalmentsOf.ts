import { Option, Result } from "effect"
import { addDays, daysInMonth, localDate, type LocalDate } from "../../../../shared/LocalDate.ts"
import { money } from "../../../../shared/Money.ts"
import type { Period } from "../books/Period.ts"
import type { NewEntry } from "../ledger/Entry.ts"
import { NoFiscalYear } from "../ledger/errors.ts"
import { reversedLines } from "../ledger/checkEntry.ts"
import { SpreadTooSmall } from "./errors.ts"
import { type Instalment, isAccrual, type NewSpread } from "./Spread.ts"

type Planned = Pick<Instalment, "number" | "date" | "amount" | "residue" | "reverses">

/**
 * The instalments of a spread, which add up to its total. Over months, each stands on the last day of its month and
 * takes `total × its months ÷ months`, rounded down to the smallest unit; the last one takes the rest, and `residue`
 * says how much of it is rounding. An accrual is its total at `starts` and the mirror on the day after its period.
 */
export const instalmentsOf = (
  spread: NewSpread,
  period: Period | undefined
): Result.Result<ReadonlyArray<Planned>, SpreadTooSmall | NoFiscalYear> =>
  isAccrual(spread.kind) ? accrual(spread, period) : monthly(spread)

/** The entry of one instalment; the mirror of the first where it undoes it. */
export const entryOfInstalment = (
  spread: NewSpread,
  { amount, date, number, reverses }: Planned,
  of: number
): NewEntry => {
  const { analytics, creditAccount, debitAccount, documentRef, journal, label } = spread
  const sections = analytics === undefined ? {} : { analytics }
  const lines = [
    { account: debitAccount, ...sections, debit: amount },
    { account: creditAccount, ...sections, credit: amount }
  ]
  return {
    journal,
    date,
    label: `${label} ${number}/${of}`,
    ...(documentRef === undefined ? {} : { documentRef }),
    lines: reverses ? reversedLines(lines) : lines
  }
}

const accrual = ({ starts, total }: NewSpread, period: Period | undefined) => {
  if (period === undefined) return Result.fail(new NoFiscalYear({ date: starts }))
  const both = { amount: total, residue: money(0n, total.currency) }
  return Result.succeed([
    { ...both, number: 1, date: starts, reverses: false },
    { ...both, number: 2, date: addDays(period.ends, 1), reverses: true }
  ])
}

const monthly = (spread: NewSpread) => {
  const { months = 1, starts, total } = spread
  const first = firstMonth(spread)
  const cut = first.days < first.of
  const count = cut ? months + 1 : months
  const share = (days: number, of: number) => (total.minor * BigInt(days)) / BigInt(of * months)
  const shares = Array.from({ length: count }, (_, at) => {
    if (at === 0) return share(first.days, first.of)
    return cut && at === count - 1 ? share(first.of - first.days, first.of) : share(1, 1)
  })
  if (shares.some((minor) => minor === 0n)) {
    return Result.fail(new SpreadTooSmall({ total, instalments: count }))
  }
  const residue = total.minor - shares.reduce((sum, minor) => sum + minor, 0n)
  return Result.succeed(
    shares.map((minor, at): Planned => {
      const rest = at === count - 1 ? residue : 0n
      return {
        number: at + 1,
        date: monthEnd(starts, at),
        amount: money(minor + rest, total.currency),
        residue: money(rest, total.currency),
        reverses: false
      }
    })
  )
}

/** How many of its days the first month counts for: see `Prorata`. */
const firstMonth = ({ prorata = "whole_months", starts }: NewSpread) => {
  const day = Number(starts.slice(8))
  if (prorata === "whole_months") return { days: 1, of: 1 }
  if (prorata === "thirty_day_months") return { days: 31 - Math.min(day, 30), of: 30 }
  const of = Number(monthEnd(starts, 0).slice(8))
  return { days: of - day + 1, of }
}

/** The last day of the n-th month after that of a date. */
const monthEnd = (date: LocalDate, n: number): LocalDate => {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + n
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1]
  return Option.getOrThrow(localDate(year, ofYear, daysInMonth(year, ofYear)))
}
