import { DateTime, Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { mayAsk } from "../../../providers/usecases/index.ts"
import {
  AccountNotOpen,
  checkPayeeKind,
  ExecutionDateNotAhead,
  type NewTransfer,
  orderCapability,
  type ProviderAccount,
  TransferCurrencyDiffers,
  TransferId
} from "../../model/index.ts"

/** Keeps a transfer to make and has its payee checked. Nothing leaves before the check, and before a person consents. */
export const createTransfer = Effect.fn("banking.createTransfer")(function* (wanted: NewTransfer) {
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

const mayLeave = Effect.fnUntraced(function* (
  { currency, id, state }: ProviderAccount,
  { amount, executionDate }: NewTransfer
) {
  if (state.is !== "open") return yield* new AccountNotOpen({ providerAccountId: id, state: state.word })
  if (amount.currency !== currency) {
    return yield* new TransferCurrencyDiffers({ account: currency, asked: amount.currency })
  }
  const today = LocalDate.make(
    DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(yield* DateTime.now, "Europe/Paris"))
  )
  if (executionDate !== undefined && executionDate <= today) {
    return yield* new ExecutionDateNotAhead({ asked: executionDate, today })
  }
})
