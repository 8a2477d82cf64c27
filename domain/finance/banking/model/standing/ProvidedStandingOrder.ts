import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { Money } from "../../../../shared/Money.ts"
import type { Worded } from "../../../../shared/Worded.ts"
import type { Consent, Payee, PayeeCheck } from "../transfers/TransferOrder.ts"

/** What an institution is asked to pay again and again. `mark` is ours: it comes back with the order. */
export interface StandingOrderWanted {
  readonly accountReference: string
  readonly payee: Payee
  readonly amount: Money
  readonly label: string
  readonly period: "day" | "week" | "month"
  readonly firstDate: LocalDate
  readonly lastDate: LocalDate | null
  readonly mark: string
  readonly consentReturnUrl: string
}

/** A standing order as the institution has it now. */
export interface ProvidedStandingOrder {
  readonly reference: string
  readonly mark: string | null
  readonly state: Worded<"consent-needed" | "active" | "cancelled">
  readonly consent: Consent | null
  /** What the check of the payee said; null where this answer does not tell. */
  readonly check: Pick<PayeeCheck, "answer" | "suggestedName"> | null
  readonly nextDate: LocalDate | null
}
