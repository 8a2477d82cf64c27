import { Effect } from "effect"
import { DueItems } from "../../../../ports/finance/DueItems.ts"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { maxMinor } from "../../../shared/Money.ts"
import { today } from "../../../shared/ParisDay.ts"
import { mostBatchLines, type NewTransferBatch } from "../../banking/model/index.ts"
import { createTransferBatch } from "../../banking/usecases/index.ts"
import {
  BatchNeedsFile,
  type BatchOrder,
  endToEndIdOf,
  type PaymentBatchContent,
  type PaymentBatchId
} from "../model/index.ts"
import { heldBatch, unchanged } from "./batchSteps.ts"
import { connectedAccount } from "./connectedAccount.ts"

/**
 * Has the institution of the paying account carry an approved batch out, once: its payments are transfers under one
 * consent from then on, and what becomes of them is read there. A batch of which the bank's file was made is sent already.
 */
export const orderBatch = Effect.fn("treasury.orderBatch")(function* (
  id: PaymentBatchId,
  version: number,
  order: BatchOrder
) {
  const { write } = yield* UnitOfWork
  const { checkOpen } = yield* DueItems
  const batches = yield* PaymentBatches
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* heldBatch(id, version, "sent")
      yield* unchanged(batch)
      yield* checkOpen(id)
      const ahead =
        batch.requestedOn !== null && batch.requestedOn > (yield* today) ? batch.requestedOn : null
      const transfers = yield* createTransferBatch(yield* transfersOf(batch, ahead, order))
      yield* batches.save({
        ...batch,
        state: "sent",
        executionDate: ahead,
        transferBatchId: transfers.id
      })
      yield* batches.linkTransfers(id, transfers.id)
      yield* batches.stepAll(id, "sent")
      yield* events.publish({
        type: "treasury.batch.sent",
        entityId: id,
        payload: { by: "transfers", transferBatchId: transfers.id }
      })
      return yield* batches.find(id)
    })
  )
})

const transfersOf = Effect.fnUntraced(function* (
  batch: PaymentBatchContent,
  executionDate: PaymentBatchContent["executionDate"],
  { consentReturnUrl }: BatchOrder
) {
  const { bankAccountId, iban, id: batchId, payments, total } = batch
  const account = yield* connectedAccount(bankAccountId)
  if (account === undefined || account.iban !== iban) {
    return yield* new BatchNeedsFile({ batchId, reason: "not-connected" })
  }
  const named = new Map(
    (yield* Effect.flatMap(PaymentBatches, ({ parties }) => parties(batchId))).map((one) => [one.id, one])
  )
  const [first, ...others] = payments.map(({ amount, id, payee, reference }) => {
    const { documentRef = null, party = null } = named.get(id) ?? {}
    return {
      payee: { name: payee.name, account: payee.iban },
      route: "sepa" as const,
      amount,
      label: reference,
      speed: "regular" as const,
      ...(executionDate === null ? {} : { executionDate }),
      endToEndReference: endToEndIdOf(id),
      ...(documentRef === null ? {} : { documentRef }),
      ...(party === null ? {} : { party })
    }
  })
  if (first === undefined || payments.length > mostBatchLines || total.minor > maxMinor) {
    return yield* new BatchNeedsFile({ batchId, reason: "too-large" })
  }
  return {
    businessKey: `treasury-batch:${batchId}`,
    providerAccountId: account.id,
    consentReturnUrl,
    lines: [first, ...others]
  } satisfies NewTransferBatch
})
