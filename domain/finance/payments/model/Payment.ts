import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { Party } from "../../accounting/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { PaymentMethodId } from "./PaymentMethod.ts"
import { KeptThreeDSecure, ThreeDSecure } from "./ThreeDSecure.ts"

export const PaymentId = Uuid.pipe(Schema.brand("PaymentId"))
export type PaymentId = typeof PaymentId.Type

/** What is taken: money at once, a promise of it, or nothing; `credit` sends money without an original payment. */
export const PaymentKind = Schema.Literals(["sale", "authorisation", "credit", "validation"])
export type PaymentKind = typeof PaymentKind.Type

export const PaymentState = Schema.Literals([
  "created",
  "unknown",
  "authorised",
  "partially_captured",
  "captured",
  "voided",
  "partially_refunded",
  "refunded",
  "credited",
  "validated",
  "declined",
  "failed",
  "chargeback",
  "returned"
])
export type PaymentState = typeof PaymentState.Type

/** A payment by card or bank debit. Amounts that are not reached yet are zero. */
export const Payment = Schema.Struct({
  id: PaymentId,
  kind: PaymentKind,
  connectionId: ConnectionId,
  amount: Money,
  authorised: Money,
  captured: Money,
  refunded: Money,
  label: Label,
  /** The order or invoice that is paid. */
  documentRef: Schema.NullOr(Label),
  party: Schema.NullOr(Party),
  paymentMethodId: Schema.NullOr(PaymentMethodId),
  state: PaymentState,
  gatewayReference: Schema.NullOr(
    Schema.String.annotate({ description: "The gateway's own reference", examples: ["10000000001"] })
  ),
  /** The gateway's last code and words, as they came. */
  code: Schema.NullOr(Schema.String.annotate({ examples: ["100"] })),
  message: Schema.NullOr(Schema.String.annotate({ examples: ["SUCCESS"] })),
  /** How the payer was authenticated for it; null when nobody said so. */
  threeDSecure: Schema.NullOr(KeptThreeDSecure),
  settledOn: Schema.NullOr(LocalDate),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Payment",
  examples: [
    {
      id: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      kind: "authorisation",
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      amount: { minor: 12_000n, currency: EUR },
      authorised: { minor: 12_000n, currency: EUR },
      captured: { minor: 5_000n, currency: EUR },
      refunded: { minor: 0n, currency: EUR },
      label: "Facture F-2026-001",
      documentRef: "F-2026-001",
      party: { code: "C001", label: "Dupont" },
      paymentMethodId: null,
      state: "partially_captured",
      gatewayReference: "10000000001",
      code: "100",
      message: "SUCCESS",
      threeDSecure: null,
      settledOn: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 3
    }
  ]
})
export type Payment = typeof Payment.Type

export const Token = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_.-]{8,120}$/u)).annotate({
  description: "The one-time token that the payer's browser got from the gateway",
  examples: ["00000000-000000-000000-000000000000"]
})

export const Billing = Schema.Literals(["recurring", "installment"]).annotate({
  identifier: "PaymentBilling",
  description: "What a kept card is charged for: a subscription, or a purchase paid in parts"
})

/** A payment to take. One of `token` and `paymentMethodId` says where the money comes from. */
export const NewPayment = Schema.Struct({
  kind: PaymentKind,
  connectionId: ConnectionId,
  amount: Money,
  token: Schema.optionalKey(Token),
  paymentMethodId: Schema.optionalKey(PaymentMethodId),
  label: Label,
  documentRef: Schema.optionalKey(Label),
  party: Schema.optionalKey(Party),
  initiatedBy: Schema.Literals(["payer", "merchant"]).annotate({
    description: "merchant: without the payer, by a kept method, on the consent given with `initialPaymentId`"
  }),
  initialPaymentId: Schema.optionalKey(PaymentId),
  billing: Schema.optionalKey(Billing),
  threeDSecure: Schema.optionalKey(ThreeDSecure)
})
  .check(
    Schema.makeFilter(
      ({ paymentMethodId, token }) =>
        (token === undefined) !== (paymentMethodId === undefined) || "one of token and paymentMethodId"
    ),
    Schema.makeFilter(
      ({ amount, kind }) =>
        (kind === "validation" ? amount.minor === 0n : amount.minor > 0n) ||
        "an amount above zero, and zero for a validation"
    ),
    Schema.makeFilter(
      ({ initialPaymentId, initiatedBy }) =>
        initiatedBy === "payer" ||
        initialPaymentId !== undefined ||
        "initialPaymentId when the merchant starts it"
    ),
    Schema.makeFilter(
      ({ initiatedBy, paymentMethodId }) =>
        initiatedBy === "payer" ||
        paymentMethodId !== undefined ||
        "paymentMethodId when the merchant starts it: a one-time token is of a payer who is there"
    ),
    Schema.makeFilter(
      ({ initiatedBy, kind, threeDSecure }) =>
        threeDSecure === undefined ||
        (initiatedBy === "payer" && kind !== "credit") ||
        "threeDSecure only for what the payer pays now"
    )
  )
  .annotate({
    identifier: "NewPayment",
    examples: [
      {
        kind: "sale",
        connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
        amount: { minor: 12_000n, currency: EUR },
        token: "00000000-000000-000000-000000000000",
        label: "Facture F-2026-001",
        documentRef: "F-2026-001",
        party: { code: "C001", label: "Dupont" },
        initiatedBy: "payer"
      }
    ]
  })
export type NewPayment = typeof NewPayment.Type
