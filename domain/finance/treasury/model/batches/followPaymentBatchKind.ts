import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { PaymentBatchId } from "./PaymentState.ts"

/** Reads what has become of the transfers that carry a batch out. */
export const followPaymentBatchKind = jobKind({
  name: "treasury.follow-batch",
  payload: Schema.Struct({ paymentBatchId: PaymentBatchId }),
  permissions: [],
  maxAttempts: 3
})
