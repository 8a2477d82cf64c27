import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { LoanTerms } from "../loan/LoanTerms.ts"
import { dueDates } from "../loan/scheduleOf.ts"
import type { CreditApplication } from "./CreditApplication.ts"

type Wanted = Pick<
  CreditApplication,
  "amount" | "dayCount" | "everyMonths" | "method" | "months" | "nominalRate"
>

/** What is owed from the day on which the loan is paid out: the first due date is one period after it. */
export const termsOf = (
  { amount, dayCount, everyMonths, method, months, nominalRate }: Wanted,
  drawnOn: LocalDate
): LoanTerms => {
  const terms = {
    principal: amount,
    yearlyRate: nominalRate,
    method,
    dayCount,
    drawnOn,
    instalments: months / everyMonths,
    everyMonths
  }
  const [, firstDueOn = drawnOn] = dueDates({ ...terms, firstDueOn: drawnOn, instalments: 2 })
  return { ...terms, firstDueOn }
}
