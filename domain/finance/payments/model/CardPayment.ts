import { type DateTime, Schema } from "effect"
import type { Money } from "../../../shared/Money.ts"
import type { Worded } from "../../../shared/Worded.ts"
import type { ThreeDSecure } from "./ThreeDSecure.ts"

/**
 * Where the money comes from: a one-time token that the payer's browser got from the gateway, or a method that the
 * gateway keeps. A card number is neither, and never comes here.
 */
export type PaymentSource =
  | { readonly _tag: "Token"; readonly token: string }
  | { readonly _tag: "StoredMethod"; readonly reference: string }

/** The same as it is kept with a request to the gateway: the token itself is sealed apart. */
export const KeptSource = Schema.Union([
  Schema.TaggedStruct("Token", {}),
  Schema.TaggedStruct("StoredMethod", { reference: Schema.String })
])
export type KeptSource = typeof KeptSource.Type

/** A payment to take or to authorise. */
export interface PaymentOrder {
  readonly amount: Money
  readonly source: PaymentSource
  readonly label: string
  /** Who starts it: the payer now, or we on a mandate that the payer gave with `initialReference`. */
  readonly initiatedBy: "payer" | "merchant"
  readonly initialReference: string | null
  readonly billing: "installment" | "recurring" | null
  /** The payer's authentication, with its proof. */
  readonly threeDSecure: ThreeDSecure | null
}

/** What became of a request, in the gateway's code and text as they came. */
export interface PlacedPayment {
  readonly reference: string
  /** What the gateway took, which may be less than what it was asked for. */
  readonly amount: Money
  readonly code: string
  readonly message: string
}

/** Something that was done to a payment at the gateway, and whether it succeeded. */
export interface GatewayAction {
  readonly kind: Worded<
    "sale" | "authorisation" | "capture" | "void" | "refund" | "credit" | "validation" | "return"
  >
  readonly amount: Money
  readonly succeeded: boolean
  readonly code: string
  readonly message: string
  readonly at: DateTime.Utc | null
}

/** A payment as the gateway has it, with everything that was done to it. */
export interface GatewayPayment {
  readonly reference: string
  readonly orderReference: string
  readonly state: Worded<
    "authorised" | "to-settle" | "settled" | "voided" | "under-way" | "failed" | "abandoned"
  >
  readonly actions: ReadonlyArray<GatewayAction>
}

/** A payment method that the gateway keeps for a payer. What is shown of the card is what the gateway masks. */
export interface StoredMethod {
  readonly reference: string
  readonly masked: string | null
  /** `MMYY`, as the gateway writes it. */
  readonly expires: string | null
}
