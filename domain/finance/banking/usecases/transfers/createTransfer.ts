import { Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { mayAsk } from "../../../providers/usecases/index.ts"
import { checkPayeeKind, type NewTransfer, orderCapability, TransferId } from "../../model/index.ts"
import { mayLeave } from "./mayLeave.ts"

/**
 * Keeps a transfer to make and has its payee checked. Nothing leaves before the check, and before a person consents; one
 * that awaits an approval waits for that first (`releaseTransfer`), whatever the check says.
 */
export const createTransfer = Effect.fn("banking.createTransfer")(function* (
  wanted: NewTransfer,
  awaitsApproval: boolean = false
) {
  const { write } = yield* UnitOfWork
  const transfers = yield* Transfers
  const accounts = yield* ProviderAccounts
  const events = yield* Events
  const id = TransferId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const executionDate = wanted.executionDate ?? null
  return yield* write(
    Effect.gen(function* () {
      const account = yield* accounts.find(wanted.providerAccountId)
      yield* mayAsk(account.connectionId, orderCapability({ ...wanted, executionDate }))
      yield* mayLeave(account, wanted)
      const transfer = yield* transfers.add({
        ...wanted,
        id,
        connectionId: account.connectionId,
        batchId: null,
        awaitsApproval,
        executionDate,
        endToEndReference: wanted.endToEndReference ?? id.replaceAll("-", ""),
        documentRef: wanted.documentRef ?? null,
        party: wanted.party ?? null
      })
      yield* requestJob(checkPayeeKind, { transferId: id })
      yield* events.publish({ type: "banking.transfer.requested", entityId: id, payload: {} })
      return transfer
    })
  )
})
