import { Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { postTransferKind, type Transfer } from "../../model/index.ts"

/**
 * Writes a transfer that is held as it is by now, in the running unit of work: with an event when its state is another,
 * and with the work in the books when money has moved. Nothing is written when nothing is new.
 */
export const advanceTransfer = Effect.fnUntraced(function* (before: Transfer, after: Transfer) {
  if (!isNew(before, after)) return before
  const transfers = yield* Transfers
  const events = yield* Events
  const saved = yield* transfers.save(after)
  const { id, reason, state } = saved
  if (state === before.state) return saved
  yield* events.publish({
    type: `banking.transfer.${state}`,
    entityId: id,
    payload: reason === null ? {} : { code: reason.code }
  })
  if (state === "booked" || state === "returned") {
    yield* Effect.orDie(requestJob(postTransferKind, { transferId: id }))
  }
  return saved
})

const isNew = (before: Transfer, after: Transfer) =>
  before.state !== after.state ||
  before.orderReference !== after.orderReference ||
  before.movementReference !== after.movementReference
