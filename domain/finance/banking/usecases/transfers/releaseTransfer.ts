import { DateTime, Effect } from "effect"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { checkPayeeKind, noStep, type Transfer, type TransferId } from "../../model/index.ts"
import { placeOrder } from "./placeOrder.ts"

/**
 * What awaited an approval is approved, and with it what the check of the payee said to the approver (`seen`): the order
 * goes out. A check whose proof has expired is made again. Where a check says something else than what was approved, a
 * person confirms the payee as for any transfer.
 */
export const releaseTransfer = Effect.fn("banking.releaseTransfer")(function* (
  id: TransferId,
  seen: Transfer["payeeCheck"]
) {
  const { write } = yield* UnitOfWork
  const transfers = yield* Transfers
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { transfer } = yield* transfers.hold(id)
      const { awaitsApproval, payeeCheck, state } = transfer
      if (!awaitsApproval || !waiting.has(state)) return yield* noStep(transfer, "released")
      const released = { ...transfer, awaitsApproval: false }
      yield* events.publish({ type: "banking.transfer.released", entityId: id, payload: {} })
      if (payeeCheck === null) return yield* transfers.save(released)
      if (payeeCheck.expiresAt !== null && DateTime.isLessThan(payeeCheck.expiresAt, yield* DateTime.now)) {
        yield* requestJob(checkPayeeKind, { transferId: id })
        return yield* transfers.save({ ...released, state: "checking", payeeCheck: null }, null)
      }
      if (state === "checked") return yield* placeOrder(id)
      if (!sameAnswer(payeeCheck, seen)) return yield* transfers.save(released)
      yield* transfers.save({ ...released, payeeCheck: { ...payeeCheck, confirmed: true } })
      return yield* placeOrder(id)
    })
  )
})

const waiting: ReadonlySet<string> = new Set(["checking", "to_confirm", "checked"])

const sameAnswer = (
  { answer, suggestedName }: NonNullable<Transfer["payeeCheck"]>,
  seen: Transfer["payeeCheck"]
) => seen !== null && seen.answer.is === answer.is && seen.suggestedName === suggestedName
