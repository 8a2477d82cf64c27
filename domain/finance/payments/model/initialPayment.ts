import type { ConnectionId } from "../../providers/model/index.ts"
import type { Payment, PaymentState } from "./Payment.ts"

/** What makes a payment no proof of consent to a later one. */
export type InitialFault = "another-connection" | "another-payer" | "not-approved" | "not-by-the-payer"

/** A payment that is to prove the payer's consent: whose it is, and who started it. */
export interface InitialPayment {
  readonly payment: Pick<Payment, "connectionId" | "gatewayReference" | "kind" | "state">
  readonly payer: string | null
  readonly initiatedBy: "merchant" | "payer"
}

/**
 * Why a payment is not the one with which a payer consented to another: the card schemes link the two by a payment of
 * the same payer that the payer started, that the gateway approved, and that it knows, so of the same connection.
 */
export const initialFault = (
  { initiatedBy, payer, payment }: InitialPayment,
  wanted: { readonly connectionId: ConnectionId; readonly payer: string | null }
): InitialFault | undefined => {
  if (payment.connectionId !== wanted.connectionId) return "another-connection"
  if (payer === null || payer !== wanted.payer) return "another-payer"
  if (payment.gatewayReference === null || payment.kind === "credit" || !approved.has(payment.state)) {
    return "not-approved"
  }
  return initiatedBy === "payer" ? undefined : "not-by-the-payer"
}

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
