import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { LoanTerms } from "../loan/LoanTerms.ts"
import { dueDates } from "../loan/scheduleOf.ts"
import type { CreditApplication } from "./CreditApplication.ts"
import type { GrantedTerms } from "./GrantedTerms.ts"

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

/**
 * An application by the terms that were granted, where they are known. A duration that has no whole number of the
 * periods of our schedule has due dates every month.
 */
export const grantedOr = <A extends Wanted>(asked: A, granted: GrantedTerms | null): A => {
  const months = granted?.months ?? asked.months
  return {
    ...asked,
    amount: granted?.amount ?? asked.amount,
    months,
    nominalRate: granted?.nominalRate ?? asked.nominalRate,
    everyMonths: months % asked.everyMonths === 0 ? asked.everyMonths : 1
  }
}
