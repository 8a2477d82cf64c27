import { Schema } from "effect"
import { Uuid } from "../../../../shared/Uuid.ts"

export const PaymentBatchId = Uuid.pipe(Schema.brand("PaymentBatchId"))
export type PaymentBatchId = typeof PaymentBatchId.Type

export const BatchPaymentId = Uuid.pipe(Schema.brand("BatchPaymentId"))
export type BatchPaymentId = typeof BatchPaymentId.Type

/**
 * `selected` in a batch that is being prepared, `batched` in one that waits for approval, `sent` once the bank's file was
 * made or the institution was asked. `dropped`: its batch was cancelled.
 */
export const PaymentState = Schema.Literals([
  "selected",
  "batched",
  "approved",
  "sent",
  "accepted",
  "executed",
  "rejected",
  "returned",
  "dropped"
])
export type PaymentState = typeof PaymentState.Type

/** The steps that a payment of a batch can take. Before it is sent it follows its batch. */
export const paymentTransitions: Readonly<Record<PaymentState, ReadonlyArray<PaymentState>>> = {
  selected: ["batched", "dropped"],
  batched: ["approved", "selected", "dropped"],
  approved: ["sent", "selected", "dropped"],
  sent: ["accepted", "executed", "rejected"],
  accepted: ["executed", "rejected"],
  executed: ["returned"],
  rejected: [],
  returned: [],
  dropped: []
}

/** `ended`: nothing of it is waited for any more. */
export const BatchState = Schema.Literals(["draft", "to_approve", "approved", "sent", "ended", "cancelled"])
export type BatchState = typeof BatchState.Type

/** Any edit of a batch that was not sent brings it back to `draft`, and what was approved is approved no more. */
export const batchTransitions: Readonly<Record<BatchState, ReadonlyArray<BatchState>>> = {
  draft: ["draft", "to_approve", "cancelled"],
  to_approve: ["approved", "draft", "cancelled"],
  approved: ["sent", "draft", "cancelled"],
  sent: ["ended"],
  ended: [],
  cancelled: []
}
