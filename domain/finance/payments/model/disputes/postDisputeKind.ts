import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { DisputeId } from "./Dispute.ts"

/** Posts what a dispute took back, and the reversal of it once it is won, each once. */
export const postDisputeKind = jobKind({
  name: "payments.post-dispute",
  payload: Schema.Struct({ disputeId: DisputeId }),
  permissions: [],
  maxAttempts: 20
})
