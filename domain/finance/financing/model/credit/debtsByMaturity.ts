import { Result, Schema } from "effect"
import { addMonths, type LocalDate } from "../../../../shared/LocalDate.ts"
import { type CurrencyCode, EUR, type Money, money, MoneySum } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { loanPosition } from "../loan/loanPosition.ts"
import type { LoanInstalment, LoanNotRepayable, RepaymentRefused } from "../loan/LoanSchedule.ts"
import type { LoanTerms } from "../loan/LoanTerms.ts"
import { scheduleOf } from "../loan/scheduleOf.ts"
import type { Loan } from "./Loan.ts"
import { type LoanMovement, standingMovements } from "./LoanMovement.ts"
import { type LoanStanding, standingOf } from "./LoanPlan.ts"

const sums = {
  principal: MoneySum.annotate({ description: "What is still to be repaid" }),
  withinOneYear: MoneySum.annotate({
    description: "Of the principal: due in the 12 months after the day, or due already and unpaid"
  }),
  oneToFiveYears: MoneySum,
  beyondFiveYears: MoneySum,
  overduePrincipal: MoneySum.annotate({
    description: "Of `withinOneYear`: due on the day or before, unpaid"
  }),
  overdueInterest: MoneySum,
  accruedInterest: MoneySum.annotate({
    description: "Run since the last due date and not due, to the cent; none where it was paid in advance"
  })
}

const eur = (minor: bigint) => money(minor, EUR)

const example = {
  principal: eur(7_300_000n),
  withinOneYear: eur(1_200_000n),
  oneToFiveYears: eur(4_800_000n),
  beyondFiveYears: eur(1_300_000n),
  overduePrincipal: eur(0n),
  overdueInterest: eur(0n),
  accruedInterest: eur(13_256n)
}

/**
 * A loan at the end of a day, by when it is to be repaid: one whose movements are kept here (`loan`), or one that was
 * entered in the register of treasury (`borrowing`), which counts as paid on its due dates.
 */
export const LoanDebt = Schema.Struct({
  source: Schema.Literals(["loan", "borrowing"]),
  id: Uuid.annotate({ description: "Of the loan, or of the borrowing in the register" }),
  ...sums
}).annotate({
  identifier: "LoanDebt",
  examples: [{ source: "loan", id: "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61", ...example }]
})
export type LoanDebt = typeof LoanDebt.Type

/** The same of all loans in one currency: a line of the maturities of debts in the notes to French annual accounts. */
export const DebtSums = Schema.Struct(sums).annotate({ identifier: "DebtSums", examples: [example] })
export type DebtSums = typeof DebtSums.Type

/**
 * What a loan owed at the end of a day, from what was said to have happened up to it; undefined where nothing was. A due
 * date that is exactly one or five years later is within them. Nothing is added for being late.
 */
export const debtOn = (
  loan: Loan,
  all: ReadonlyArray<LoanMovement>,
  on: LocalDate
): Result.Result<LoanDebt | undefined, LoanNotRepayable | RepaymentRefused> => {
  const movements = all.filter((movement) => movement.on <= on)
  if (standingMovements(movements).every(({ kind }) => kind !== "disbursement")) {
    return Result.succeed(undefined)
  }
  return Result.flatMap(standingOf(loan, movements), (standing) =>
    Result.map(runInterest(standing, on), (accrued) => ({
      source: "loan",
      id: loan.id,
      ...dueAfter(
        standing.instalments.filter(({ paidOn }) => paidOn === null),
        standing.outstanding,
        on
      ),
      accruedInterest: money(accrued, loan.terms.principal.currency)
    }))
  )
}

/** What a borrowing of which only the terms are known owes at the end of a day; undefined before it, and after its end. */
export const borrowedOn = (
  {
    endedOn,
    id,
    terms
  }: { readonly endedOn: LocalDate | null; readonly id: string; readonly terms: LoanTerms },
  on: LocalDate
): Result.Result<LoanDebt | undefined, LoanNotRepayable | RepaymentRefused> => {
  const ended = endedOn !== null && endedOn <= on
  return Result.flatMap(scheduleOf(terms), (schedule) => {
    const left = schedule.instalments.filter(({ dueOn }) => dueOn > on)
    if (ended || on < terms.drawnOn || left.length === 0) return Result.succeed(undefined)
    return Result.map(loanPosition(schedule, on), ({ accruedInterest, outstanding }) => ({
      source: "borrowing",
      id,
      ...dueAfter(left, outstanding, on),
      accruedInterest
    }))
  })
}

/** What is unpaid by when it is due after a day. */
const dueAfter = (unpaid: ReadonlyArray<LoanInstalment>, principal: Money, on: LocalDate) => {
  const [soon, far] = [addMonths(on, 12), addMonths(on, 60)]
  const due = (after: string, upTo: string, of: "interest" | "principal" = "principal") =>
    money(
      unpaid
        .filter(({ dueOn }) => dueOn > after && dueOn <= upTo)
        .reduce((sum, line) => sum + line[of].minor, 0n),
      principal.currency
    )
  return {
    principal,
    withinOneYear: due(first, soon),
    oneToFiveYears: due(soon, far),
    beyondFiveYears: due(far, last),
    overduePrincipal: due(first, on),
    overdueInterest: due(first, on, "interest")
  }
}

const [first, last] = ["0000-01-01", "9999-12-31"]

/** The interest of the period that a day is in, up to the day; none where it was paid in advance, or all dates are past. */
const runInterest = ({ instalments, left }: LoanStanding, on: LocalDate) => {
  const current = left?.instalments.find(({ dueOn }) => dueOn > on)
  const paid = instalments.some(({ dueOn, paidOn }) => dueOn === current?.dueOn && paidOn !== null)
  if (left === null || current === undefined || paid) return Result.succeed(0n)
  return Result.map(loanPosition(left, on), ({ accruedInterest }) => accruedInterest.minor)
}

/** The sums of debts by their currency, in the order of its code. */
export const debtSums = (debts: ReadonlyArray<LoanDebt>): ReadonlyArray<DebtSums> =>
  [...new Set(debts.map(({ principal }) => principal.currency))]
    .toSorted()
    .map((currency) => sumsOf(debts, currency))

/** The sums of the debts in a currency; zero where there is none. */
export const sumsOf = (debts: ReadonlyArray<LoanDebt>, currency: CurrencyCode): DebtSums => {
  const sum = (of: keyof DebtSums) =>
    money(
      debts
        .filter(({ principal }) => principal.currency === currency)
        .reduce((total, debt) => total + debt[of].minor, 0n),
      currency
    )
  return {
    principal: sum("principal"),
    withinOneYear: sum("withinOneYear"),
    oneToFiveYears: sum("oneToFiveYears"),
    beyondFiveYears: sum("beyondFiveYears"),
    overduePrincipal: sum("overduePrincipal"),
    overdueInterest: sum("overdueInterest"),
    accruedInterest: sum("accruedInterest")
  }
}
