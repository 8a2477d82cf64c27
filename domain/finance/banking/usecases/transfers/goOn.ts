import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { type Transfer, transferStep } from "../../model/index.ts"
import { placeBatch } from "../batches/placeBatch.ts"
import { advanceTransfer } from "./advanceTransfer.ts"
import { placeOrder } from "./placeOrder.ts"

/** The payee may be paid: the order goes out; of a batch, once nobody else in it waits for a check; else once approved. */
export const goOn = Effect.fnUntraced(function* (transfer: Transfer) {
  const { awaitsApproval, batchId, id } = transfer
  if (batchId === null && !awaitsApproval) return yield* placeOrder(id)
  const state = yield* Effect.fromResult(transferStep(transfer, "checked"))
  yield* advanceTransfer(transfer, { ...transfer, state })
  if (batchId !== null) yield* placeBatch(batchId)
  return yield* Effect.flatMap(Transfers, ({ find }) => find(id))
})
