import type { Money } from "../../../shared/Money.ts"
import type { Worded } from "../../../shared/Worded.ts"

/** An application for a loan to a company. */
export interface CreditApplication {
  /** The company, by the lender's reference of it. */
  readonly businessReference: string
  /** Ours: the lender takes an application with it once. */
  readonly applicationReference: string
  readonly amount: Money
  readonly months: number
  /** Yearly rates as decimal text, a share of one: `0.0425` is 4.25 %. */
  readonly nominalRate: string
  readonly effectiveRate: string
  readonly purpose: string
  readonly payTo: { readonly name: string; readonly iban: string }
}

/** An application, then a loan, as the lender has it. */
export interface CreditFile {
  readonly reference: string
  readonly state: Worded<
    "scoring" | "documents-needed" | "identity-needed" | "approved" | "rejected" | "loan-made" | "paid-out"
  >
  readonly loanReference: string | null
  readonly reason: string | null
}
