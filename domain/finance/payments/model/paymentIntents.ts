import { Schema } from "effect"
import { Money } from "../../../shared/Money.ts"
import { type Capability, type IntentKind, intentKind } from "../../providers/model/index.ts"
import { KeptSource } from "./CardPayment.ts"
import { Billing, PaymentId } from "./Payment.ts"
import { type AskedKind, OperationId } from "./PaymentOperation.ts"
import { KeptThreeDSecure } from "./ThreeDSecure.ts"

/** What is asked of the gateway. A token is good for one payment, and is sealed apart. */
export const OperationOrder = Schema.Struct({
  paymentId: PaymentId,
  operationId: OperationId,
  amount: Money,
  label: Schema.String,
  /** The gateway's reference of the payment that this follows; null for the first operation. */
  reference: Schema.NullOr(Schema.String),
  /** Null for what follows a payment. */
  source: Schema.NullOr(KeptSource),
  initiatedBy: Schema.Literals(["payer", "merchant"]),
  initialReference: Schema.NullOr(Schema.String),
  billing: Schema.optionalKey(Schema.NullOr(Billing)),
  /** The proof of the authentication is sealed apart. Requests of before have none. */
  threeDSecure: Schema.optionalKey(Schema.NullOr(KeptThreeDSecure))
})
export type OperationOrder = typeof OperationOrder.Type

export const OperationOutcome = Schema.Struct({
  amount: Money,
  code: Schema.String,
  message: Schema.String
})
export type OperationOutcome = typeof OperationOutcome.Type

type OperationIntent = IntentKind<string, OperationOrder, OperationOutcome>

const kindOf = (name: string, capability: Capability): OperationIntent =>
  intentKind({
    name,
    payload: OperationOrder,
    outcome: OperationOutcome,
    capability,
    permissions: ["payments:write"]
  })

/** The kind of intent of each operation. */
export const operationIntents: Readonly<Record<AskedKind, OperationIntent>> = {
  sale: kindOf("payments.sale", "payments.sale"),
  authorisation: kindOf("payments.authorise", "payments.authorise"),
  credit: kindOf("payments.credit", "payments.credit"),
  validation: kindOf("payments.validate", "payments.validate"),
  capture: kindOf("payments.capture", "payments.capture"),
  void: kindOf("payments.void", "payments.void"),
  refund: kindOf("payments.refund", "payments.refund")
}
