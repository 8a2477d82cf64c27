import { Effect } from "effect"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../../shared/errors.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  cancelBatchConsentIntent,
  noBatchStep,
  type TransferBatch,
  type TransferBatchId,
  transferTransitions
} from "../../model/index.ts"
import { advanceTransfer } from "../transfers/advanceTransfer.ts"
import { advanceBatch } from "./advanceBatch.ts"

/**
 * Gives up a whole batch: here, as long as nothing has left; at the institution, which is asked to withdraw the consent
 * and may refuse, while it waits for it.
 */
export const withdrawBatch = Effect.fn("banking.withdrawBatch")(function* (
  id: TransferBatchId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const batches = yield* TransferBatches
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* batches.hold(id)
      if (batch.version !== version) {
        return yield* new VersionConflict({ entity: "TransferBatch", id, current: batch.version })
      }
      yield* advanceBatch(batch, { ...batch, state: yield* withdrawn(batch) })
      return yield* batches.find(id)
    })
  )
})

const withdrawn = Effect.fnUntraced(function* (batch: TransferBatch) {
  const { connectionId, consent, id, state, version } = batch
  if (state === "checking") {
    yield* cancelLines(id)
    return "cancelled" as const
  }
  if (state !== "consent_pending" || consent === null) return yield* noBatchStep(batch, "cancelled")
  yield* openIntent(cancelBatchConsentIntent, {
    connectionId,
    businessKey: `cancel-batch-consent:${id}:v${version}`,
    amount: null,
    payload: { batchId: id, consentReference: consent.reference }
  })
  return "cancelling" as const
})

const cancelLines = Effect.fnUntraced(function* (id: TransferBatchId) {
  const { holdBatch } = yield* Transfers
  for (const { transfer } of yield* holdBatch(id)) {
    if (!transferTransitions[transfer.state].includes("cancelled")) continue
    yield* advanceTransfer(transfer, { ...transfer, state: "cancelled" })
  }
})
