import type { DateTime } from "effect"
import type { Money } from "../../../shared/Money.ts"

/** Who is paid, as the network announces it; each fact may be missing. */
export interface Merchant {
  readonly id: string | null
  readonly name: string | null
  readonly city: string | null
  /** ISO 3166-1 alpha-3. */
  readonly country: string | null
  /** Merchant category code. */
  readonly category: string | null
}

/**
 * A payment that the network asks about while the payer waits. Amounts are what the network announces and nothing is
 * converted here: `amount` in the account's currency, `original` in the merchant's.
 */
export interface PaymentRequest {
  /** The same transaction may be asked about twice: it gets the same answer. */
  readonly transactionReference: string | null
  readonly cardReference: string | null
  /** What the issuer binds the authorisation to its debits by. */
  readonly orderReference: string | null
  readonly amount: Money | null
  readonly original: Money | null
  readonly channel: "online" | "in-store" | "withdrawal" | "other" | null
  /** Money to the card (a refund) spends nothing; `check` asks whether the card is usable, without a payment. */
  readonly direction: "debit" | "credit" | "check"
  readonly merchant: Merchant
  readonly partialAllowed: boolean
  readonly expiresAt: DateTime.Utc | null
}
