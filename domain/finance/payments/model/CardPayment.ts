import type { Money } from "../../../shared/Money.ts"
import type { Worded } from "../../../shared/Worded.ts"

/**
 * Where the money comes from: a one-time token that the payer's browser got from the gateway, or a method that the
 * gateway keeps. A card number is neither, and never comes here.
 */
export type PaymentSource =
  | { readonly _tag: "Token"; readonly token: string }
  | { readonly _tag: "StoredMethod"; readonly reference: string }

/** A payment to take or to authorise. */
export interface PaymentOrder {
  /** Ours: the gateway is asked for it when the outcome is unknown. */
  readonly orderReference: string
  readonly amount: Money
  readonly source: PaymentSource
  readonly label: string
  /** Who starts it: the payer now, or we on a mandate that the payer gave with `initialReference`. */
  readonly initiatedBy: "payer" | "merchant"
  readonly initialReference: string | null
}

/** A payment as the gateway has it. */
export interface PlacedPayment {
  readonly reference: string
  readonly state: Worded<"authorised" | "captured" | "settled" | "voided" | "refunded" | "declined">
  readonly amount: Money
  /** The gateway's code and text, as they came. */
  readonly code: string
  readonly message: string
}

/** A payment method that the gateway keeps for a payer. What is shown of the card is what the gateway masks. */
export interface StoredMethod {
  readonly reference: string
  readonly masked: string | null
  readonly expires: string | null
}
