import { Effect, Schema } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { money } from "../../../../shared/Money.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { mayAsk } from "../../../providers/usecases/index.ts"
import {
  checkPayeeKind,
  NewTransferBatch,
  orderCapability,
  type ProviderAccount,
  TransferBatchId,
  TransferId
} from "../../model/index.ts"
import { mayLeave } from "../transfers/mayLeave.ts"

/**
 * Keeps several transfers that one consent will stand for, and has each payee checked. Under one business key there is one
 * batch: asked for again with the same content, it answers that one and does nothing; with another it fails with
 * `BatchKeyTaken`. Its lines are transfers, in the order given: `Transfers.ofBatch`.
 */
export const createTransferBatch = Effect.fn("banking.createTransferBatch")(function* (
  wanted: NewTransferBatch
) {
  const { write } = yield* UnitOfWork
  const batches = yield* TransferBatches
  const events = yield* Events
  const id = TransferBatchId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const asked = yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(NewTransferBatch))(wanted))
  const { businessKey = id, consentReturnUrl, lines, providerAccountId } = wanted
  return yield* write(
    Effect.gen(function* () {
      const account = yield* Effect.flatMap(ProviderAccounts, ({ find }) => find(providerAccountId))
      const { connectionId } = account
      const total = lines.reduce((sum, { amount }) => sum + amount.minor, 0n)
      const added = yield* batches.add({
        id,
        businessKey,
        asked,
        providerAccountId,
        connectionId,
        consentReturnUrl,
        count: lines.length,
        total: money(total, lines[0].amount.currency)
      })
      if (!added.isNew) return added.batch
      yield* addLines(id, account, wanted)
      yield* events.publish({
        type: "banking.transfer-batch.requested",
        entityId: id,
        payload: { businessKey, count: lines.length }
      })
      return yield* batches.find(id)
    })
  )
})

const addLines = Effect.fnUntraced(function* (
  batchId: TransferBatchId,
  account: ProviderAccount,
  { consentReturnUrl, lines, providerAccountId }: NewTransferBatch
) {
  const transfers = yield* Transfers
  const ids = yield* Ids
  const { connectionId } = account
  yield* mayAsk(connectionId, "banking.transfer-batch")
  const made = yield* Effect.forEach(lines, (line) =>
    Effect.gen(function* () {
      yield* mayLeave(account, line)
      const id = TransferId.make(yield* ids.next)
      return {
        ...line,
        id,
        batchId,
        awaitsApproval: false,
        providerAccountId,
        connectionId,
        consentReturnUrl,
        executionDate: line.executionDate ?? null,
        endToEndReference: line.endToEndReference ?? id.replaceAll("-", ""),
        documentRef: line.documentRef ?? null,
        party: line.party ?? null
      }
    })
  )
  for (const capability of new Set(made.map(orderCapability))) yield* mayAsk(connectionId, capability)
  yield* transfers.addLines(batchId, made)
  for (const { id } of made) yield* requestJob(checkPayeeKind, { transferId: id })
})
