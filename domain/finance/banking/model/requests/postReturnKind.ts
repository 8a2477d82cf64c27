import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { BankRequestId } from "./BankRequest.ts"

/** Posts the entry of a debit that came back, once. */
export const postReturnKind = jobKind({
  name: "banking.post-return",
  payload: Schema.Struct({ requestId: BankRequestId }),
  permissions: [],
  maxAttempts: 20
})
