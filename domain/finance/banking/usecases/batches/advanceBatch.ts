import { Effect } from "effect"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import type { TransferBatch } from "../../model/index.ts"

/** Writes a batch that is held as it is by now, after its lines: with an event when its state is another. */
export const advanceBatch = Effect.fnUntraced(function* (before: TransferBatch, after: TransferBatch) {
  if (before.state === after.state && before.orderReference === after.orderReference) return
  const { save } = yield* TransferBatches
  const events = yield* Events
  const { id, reason, state } = yield* save(after)
  if (state === before.state) return
  yield* events.publish({
    type: `banking.transfer-batch.${state}`,
    entityId: id,
    payload: reason === null ? {} : { code: reason.code }
  })
})
