import { Effect } from "effect"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import type { TransferId } from "../../model/index.ts"

/** A transfer, held until the unit ends; of a batch, after the batch: so two lines never decide about it at once. */
export const holdWithBatch = Effect.fnUntraced(function* (id: TransferId) {
  const transfers = yield* Transfers
  const batches = yield* TransferBatches
  const { batchId } = yield* transfers.find(id)
  if (batchId !== null) yield* Effect.orDie(batches.hold(batchId))
  return (yield* transfers.hold(id)).transfer
})
