import { DateTime, Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { VersionConflict } from "../../../../shared/errors.ts"
import {
  checkPayeeKind,
  noStep,
  PayeeAnswerDiffers,
  type PayeeConfirmation,
  type TransferId
} from "../../model/index.ts"
import { goOn } from "./goOn.ts"
import { holdWithBatch } from "./holdWithBatch.ts"

/**
 * A person has seen that the payee's check was no match, and goes on. A check whose proof has expired meanwhile is made
 * again, and confirmed again.
 */
export const confirmPayee = Effect.fn("banking.confirmPayee")(function* (
  id: TransferId,
  version: number,
  { answer }: PayeeConfirmation
) {
  const { write } = yield* UnitOfWork
  const transfers = yield* Transfers
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const transfer = yield* holdWithBatch(id)
      if (transfer.version !== version) {
        return yield* new VersionConflict({ entity: "Transfer", id, current: transfer.version })
      }
      const { payeeCheck } = transfer
      if (transfer.state !== "to_confirm" || payeeCheck === null) return yield* noStep(transfer, "confirmed")
      if (payeeCheck.answer.is !== answer) {
        const { answer: said, suggestedName } = payeeCheck
        return yield* new PayeeAnswerDiffers({ confirmed: answer, answer: said.is, suggestedName })
      }
      if (payeeCheck.expiresAt !== null && DateTime.isLessThan(payeeCheck.expiresAt, yield* DateTime.now)) {
        yield* requestJob(checkPayeeKind, { transferId: id })
        return yield* transfers.save({ ...transfer, state: "checking", payeeCheck: null }, null)
      }
      const confirmed = { ...transfer, payeeCheck: { ...payeeCheck, confirmed: true } }
      const kept = yield* transfers.save(confirmed)
      yield* events.publish({ type: "banking.transfer.confirmed", entityId: id, payload: { answer } })
      return yield* goOn(kept)
    })
  )
})
