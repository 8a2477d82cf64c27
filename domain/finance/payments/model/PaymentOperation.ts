import { DateTime, Schema } from "effect"
import { EntryId } from "../../accounting/model/index.ts"
import { IntentId } from "../../providers/model/index.ts"
import { Instant } from "../../../shared/Instant.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Uuid } from "../../../shared/Uuid.ts"

export const OperationId = Uuid.pipe(Schema.brand("OperationId"))
export type OperationId = typeof OperationId.Type

/** What is asked of a gateway. */
export const AskedKind = Schema.Literals([
  "sale",
  "authorisation",
  "credit",
  "validation",
  "capture",
  "void",
  "refund"
])
export type AskedKind = typeof AskedKind.Type

/** A `return` is asked for by nobody: the bank of the payer took a debit back. */
export const OperationKind = Schema.Literals([...AskedKind.literals, "return"])
export type OperationKind = typeof OperationKind.Type

/** `open`: nobody knows yet, and its amount is reserved. `unknown`: sent and without an answer, reserved as well. */
export const OperationState = Schema.Literals(["open", "unknown", "done", "refused"])
export type OperationState = typeof OperationState.Type

/** One thing done at the gateway for a payment. The intent tells where it stands there. */
export const PaymentOperation = Schema.Struct({
  id: OperationId,
  kind: OperationKind,
  amount: Money,
  state: OperationState,
  /** Null: it was done at the gateway by another hand. */
  intentId: Schema.NullOr(IntentId),
  gatewayReference: Schema.NullOr(Schema.String.annotate({ examples: ["10000000002"] })),
  code: Schema.NullOr(Schema.String.annotate({ examples: ["100"] })),
  message: Schema.NullOr(Schema.String.annotate({ examples: ["SUCCESS"] })),
  /** Its entry in the books, once it is posted. */
  entryId: Schema.NullOr(EntryId),
  createdAt: Instant,
  endedAt: Schema.NullOr(Instant)
}).annotate({
  identifier: "PaymentOperation",
  examples: [
    {
      id: OperationId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a32"),
      kind: "capture",
      amount: { minor: 5_000n, currency: EUR },
      state: "done",
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      gatewayReference: "10000000001",
      code: "100",
      message: "SUCCESS",
      entryId: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      endedAt: DateTime.makeUnsafe("2026-11-22T14:05:02Z")
    }
  ]
})
export type PaymentOperation = typeof PaymentOperation.Type
