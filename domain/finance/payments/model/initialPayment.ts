import { DateTime } from "effect"
import type { ConnectionId } from "../../providers/model/index.ts"
import type { Payment, PaymentState } from "./Payment.ts"
import type { PaymentMethod } from "./PaymentMethod.ts"

/** What makes a payment no proof of consent to a later one. */
export type InitialFault =
  | "another-connection"
  | "another-payer"
  | "card-replaced"
  | "not-approved"
  | "not-by-the-payer"

/** A payment that is to prove the payer's consent: whose it is, and who started it. */
export interface InitialPayment {
  readonly payment: Pick<
    Payment,
    "connectionId" | "createdAt" | "gatewayReference" | "kind" | "paymentMethodId" | "state"
  >
  readonly payer: string | null
  readonly initiatedBy: "merchant" | "payer"
}

/** What is to be charged: through which connection, whose it is, and the kept method if it is one. */
export interface InitialWanted {
  readonly connectionId: ConnectionId
  readonly payer: string | null
  readonly method: Pick<PaymentMethod, "cardSince" | "id"> | null
}

/**
 * Why a payment is not the one with which a payer consented to another: the card schemes link the two by a payment of
 * the same payer that the payer started, that the gateway approved, and that it knows, so of the same connection.
 */
export const initialFault = (
  { initiatedBy, payer, payment }: InitialPayment,
  wanted: InitialWanted
): InitialFault | undefined => {
  if (payment.connectionId !== wanted.connectionId) return "another-connection"
  if (payer === null || payer !== wanted.payer) return "another-payer"
  if (payment.gatewayReference === null || payment.kind === "credit" || !approved.has(payment.state)) {
    return "not-approved"
  }
  if (initiatedBy === "merchant") return "not-by-the-payer"
  return isOfCardBefore(payment, wanted) ? "card-replaced" : undefined
}

/** The card that replaced another in a method was not consented to by what was paid with the other. */
const isOfCardBefore = (
  { createdAt, paymentMethodId }: InitialPayment["payment"],
  { method }: InitialWanted
) =>
  method !== null &&
  paymentMethodId === method.id &&
  method.cardSince !== null &&
  DateTime.isLessThan(createdAt, method.cardSince)

/** An approval that was voided after stands for the consent all the same; one that the payer disputes does not. */
const approved: ReadonlySet<PaymentState> = new Set([
  "authorised",
  "partially_captured",
  "captured",
  "voided",
  "partially_refunded",
  "refunded",
  "validated"
])
