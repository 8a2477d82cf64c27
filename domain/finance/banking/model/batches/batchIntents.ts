import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { intentKind } from "../../../providers/model/index.ts"
import { Placed } from "../transfers/transferIntents.ts"
import { TransferBatchId } from "./TransferBatchId.ts"

/** Asks for all lines of a batch in one order. The lines are those that carry the intent: none of them changes any more. */
export const batchIntent = intentKind({
  name: "banking.transfer-batch",
  payload: Schema.Struct({ batchId: TransferBatchId }),
  outcome: Placed,
  capability: "banking.transfer-batch",
  permissions: ["transfers:write"]
})

/** Asks the institution to withdraw the consent that a batch waits for. */
export const cancelBatchConsentIntent = intentKind({
  name: "banking.cancel-batch-consent",
  payload: Schema.Struct({ batchId: TransferBatchId, consentReference: Schema.String }),
  outcome: Schema.Struct({ cancelled: Schema.Literal(true) }),
  capability: "banking.cancel-transfer",
  permissions: ["transfers:write"]
})

/** Reads the order of a batch and all its movements again. */
export const followBatchKind = jobKind({
  name: "banking.follow-batch",
  payload: Schema.Struct({ batchId: TransferBatchId }),
  permissions: [],
  maxAttempts: 3
})
