import { Schema } from "effect"
import { jobKind } from "../../../platform/jobs/model/index.ts"
import { PaymentId } from "./Payment.ts"
import { OperationId } from "./PaymentOperation.ts"

/** Posts the entry of an operation that moved money, through the posting rules, once. */
export const postOperationKind = jobKind({
  name: "payments.post-operation",
  payload: Schema.Struct({ paymentId: PaymentId, operationId: OperationId }),
  permissions: [],
  maxAttempts: 20
})
