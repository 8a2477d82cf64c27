import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { batchTransitions, lineAfterBatch, type Transfer, type TransferBatch } from "../../model/index.ts"
import { advanceTransfer } from "../transfers/advanceTransfer.ts"
import { advanceBatch } from "./advanceBatch.ts"

/**
 * Writes a step of a batch that is held, if it is one from where it stands, and of each of its lines; `further` is what
 * else is known of a line.
 */
export const moveBatch = Effect.fnUntraced(function* (
  before: TransferBatch,
  after: TransferBatch,
  further: (line: Transfer) => Transfer = (line) => line
) {
  const { holdBatch } = yield* Transfers
  const stands = before.state === after.state || batchTransitions[before.state].includes(after.state)
  if (!stands) return
  const { orderReference } = after
  for (const { transfer } of yield* holdBatch(before.id)) {
    const known = transfer.intentId === null ? transfer : { ...transfer, orderReference }
    yield* advanceTransfer(transfer, further(lineAfterBatch(known, after)))
  }
  yield* advanceBatch(before, after)
})
