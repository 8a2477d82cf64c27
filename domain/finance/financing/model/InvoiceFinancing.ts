import type { DateTime, Option } from "effect"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import type { Money } from "../../../shared/Money.ts"
import type { Worded } from "../../../shared/Worded.ts"

/** A company by its public number: SIREN, SIRET or VAT number. */
export interface CompanyIdentity {
  readonly scheme: "siren" | "siret" | "vat"
  readonly number: string
  readonly name: string | null
}

/** Three answers, not two: a financer may not have decided. `reasons` are its own codes and texts. */
export interface Eligibility {
  readonly answer: "eligible" | "not-eligible" | "undecided"
  readonly reasons: ReadonlyArray<{ readonly code: string; readonly text: string }>
}

export interface Borrower {
  readonly reference: string
  readonly state: Worded<"to-sign" | "signed" | "setting-up" | "ready" | "blocked" | "closed">
  readonly reason: string | null
}

/** A line of financing of a borrower. */
export interface FinancingLine {
  readonly reference: string
  readonly name: string
  readonly state: Worded<"to-sign" | "waiting" | "ready" | "blocked" | "closed">
  readonly mayBorrow: boolean
  readonly limit: Money | null
  readonly available: Money | null
  /** Price per day as decimal text: a share of the amount, such as `0.0005`. */
  readonly dailyRate: string | null
}

export interface InvoiceToFinance {
  readonly number: string
  readonly seller: CompanyIdentity
  readonly buyer: CompanyIdentity
  readonly issuedOn: LocalDate
  readonly dueOn: LocalDate
  readonly net: Money
  readonly vat: Money
  readonly total: Money
  /** The invoice itself. */
  readonly pdf: Uint8Array
}

export interface PresentedInvoice {
  readonly reference: string
  readonly state: Worded<"to-complete" | "submitted" | "verified" | "declined" | "withdrawn" | "paid">
  readonly reason: string | null
}

export interface AdvanceOrder {
  readonly invoiceReference: string
  readonly lineReference: string
  readonly borrower: CompanyIdentity
  readonly amount: Money
  /** Where the money goes. */
  readonly payToIban: string
  readonly payOn: LocalDate
  readonly repayOn: LocalDate
}

/** A financed invoice as the financer has it. */
export interface Advance {
  readonly reference: string
  readonly state: Worded<
    | "in-review"
    | "to-validate"
    | "validated"
    | "scheduled"
    | "paid-out"
    | "fees-due"
    | "repaid"
    | "declined"
    | "cancelled"
    | "in-trouble"
  >
  readonly amount: Money
  readonly feesEstimated: Money | null
  readonly repaid: Money | null
  readonly payOn: LocalDate | null
  readonly repayOn: LocalDate | null
  readonly reason: string | null
}

/** One fact of the financer's journal: the best source for bookkeeping. */
export interface FinancingEvent {
  readonly advanceReference: string
  readonly kind: string
  readonly at: DateTime.Utc
  readonly principal: Money | null
  readonly fees: Money | null
}

export interface FinancingEventsWanted {
  readonly since: Option.Option<DateTime.Utc>
  readonly after: Option.Option<string>
  readonly limit: number
}
