import { Result } from "effect"
import { addMonths, type LocalDate } from "../../../../shared/LocalDate.ts"
import { money } from "../../../../shared/Money.ts"
import { annuityOf } from "./annuityOf.ts"
import { countedDays } from "./dayCount.ts"
import { booked, interestParts, scaleOf } from "./interest.ts"
import { type LoanInstalment, LoanNotRepayable, type LoanSchedule } from "./LoanSchedule.ts"
import type { LoanTerms } from "./LoanTerms.ts"

/**
 * The schedule of a loan. The interest of a period is outstanding × rate × days ÷ days of the year; it is rounded to the
 * cent at the due date, halves up, and what rounding left is carried to the next. Principal: for `constant_annuity`
 * the annuity less the interest, for `constant_capital` principal ÷ instalments, both rounded down; the last
 * instalment repays the rest, and `residue` says by how much it differs from the others for that reason.
 */
export const scheduleOf = (terms: LoanTerms): Result.Result<LoanSchedule, LoanNotRepayable> =>
  scheduleBetween(terms, dueDates(terms), 0n)

/** The same for the dates that are left of a loan; `carried` is the interest in parts that rounding left before. */
export const scheduleBetween = (
  terms: LoanTerms,
  dates: ReadonlyArray<LocalDate>,
  carried: bigint
): Result.Result<LoanSchedule, LoanNotRepayable> => {
  const lines: Array<LoanInstalment> = []
  const { currency, minor: lent } = terms.principal
  const [scale, part] = [scaleOf(terms), partOf(terms, dates)]
  const state = { from: terms.drawnOn, outstanding: lent, carry: carried }
  for (const [at, dueOn] of dates.entries()) {
    const last = at === dates.length - 1
    const due = booked(scale, interestParts(scale, state.outstanding, state.from, dueOn) + state.carry)
    const usual = part(due.minor)
    const repaid = last ? state.outstanding : usual
    if (
      repaid < 0n ||
      (!last && terms.method !== "bullet" && (repaid === 0n || repaid >= state.outstanding))
    ) {
      return Result.fail(new LoanNotRepayable({ instalment: at + 1, instalments: dates.length }))
    }
    lines.push({
      number: at + 1,
      dueOn,
      days: countedDays(state.from, dueOn, terms.dayCount),
      interest: money(due.minor, currency),
      principal: money(repaid, currency),
      payment: money(repaid + due.minor, currency),
      residue: money(last && terms.method !== "bullet" ? repaid - usual : 0n, currency),
      outstanding: money(state.outstanding - repaid, currency)
    })
    Object.assign(state, { from: dueOn, outstanding: state.outstanding - repaid, carry: due.carry })
  }
  return Result.succeed({ terms, instalments: lines, ...totals(lines, terms) })
}

/** The due dates: the first one, then every so many months on the same day, or on the month's last day. */
export const dueDates = ({ everyMonths, firstDueOn, instalments }: LoanTerms): ReadonlyArray<LocalDate> =>
  Array.from({ length: instalments }, (_, at) => addMonths(firstDueOn, at * everyMonths))

/** How much principal an instalment repays, of its interest. */
const partOf = (terms: LoanTerms, dates: ReadonlyArray<LocalDate>): ((interest: bigint) => bigint) => {
  if (terms.method === "bullet") return () => 0n
  if (terms.method === "constant_capital") return () => terms.principal.minor / BigInt(dates.length)
  const annuity = annuityOf(terms, dates)
  return (interest) => annuity - interest
}

const totals = (lines: ReadonlyArray<LoanInstalment>, { principal: { currency } }: LoanTerms) => {
  const sum = (of: (line: LoanInstalment) => bigint) =>
    money(
      lines.reduce((total, line) => total + of(line), 0n),
      currency
    )
  return {
    totalInterest: sum(({ interest }) => interest.minor),
    totalPaid: sum(({ payment }) => payment.minor)
  }
}
