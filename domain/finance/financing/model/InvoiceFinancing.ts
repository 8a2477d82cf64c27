import type { DateTime, Option } from "effect"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import type { Money } from "../../../shared/Money.ts"
import type { Worded } from "../../../shared/Worded.ts"
import type { IntentId } from "../../providers/model/index.ts"
import type { AdvanceAtFinancer } from "./Advance.ts"
import type { CompanyIdentity } from "./Company.ts"
import type { PresentedInvoice } from "./FinancedInvoice.ts"

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
  /** Paid out and not repaid yet. */
  readonly used: Money | null
  /** Asked for and not decided yet. */
  readonly pending: Money | null
  /** What is left by the financer's own count. */
  readonly available: Money | null
  /** Price per day as decimal text, as the financer gives it. */
  readonly dailyRate: string | null
}

/** What a financer is willing to finance on one buyer or supplier; more than `available` is refused. */
export interface Counterparty {
  readonly reference: string
  readonly name: string | null
  readonly limit: Money
  readonly available: Money
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

export interface AdvanceOrder {
  readonly invoiceReference: string
  readonly lineReference: string | null
  readonly borrower: CompanyIdentity
  readonly amount: Money
  /** Where the money goes. */
  readonly payToIban: string
  readonly payOn: LocalDate
  readonly repayOn: LocalDate
}

/** An invoice as it is read by its reference, with the number by which the company knows it. */
export interface InvoiceRead extends PresentedInvoice {
  readonly number: string | null
}

/** An advance as it is read by its reference, with our request for it when it names one. */
export interface AdvanceRead extends AdvanceAtFinancer {
  readonly request: IntentId | null
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
