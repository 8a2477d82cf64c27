import { Effect, Schema } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Iban } from "../../../shared/Iban.ts"
import { EUR } from "../../../shared/Money.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import type { BankAccountId } from "../../banking/model/index.ts"
import { AccountCannotPay, type BatchSelection, PaymentBatchId } from "../model/index.ts"
import { heldBatch, reopened } from "./batchSteps.ts"

/** Puts due items in a new batch: each stands in one batch at most. */
export const prepareBatch = Effect.fn("treasury.prepareBatch")(function* (wanted: BatchSelection) {
  const { write } = yield* UnitOfWork
  const { actorId } = yield* TenantScope
  const batches = yield* PaymentBatches
  const events = yield* Events
  const id = PaymentBatchId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const { bankAccountId, label, requestedOn = null } = wanted
      const iban = yield* payingIban(bankAccountId)
      yield* batches.add({ id, label, bankAccountId, iban, requestedOn }, actorId)
      yield* batches.select(id, wanted.dueItemIds)
      yield* events.publish({ type: "treasury.batch.prepared", entityId: id, payload: {} })
      return yield* Effect.orDie(batches.find(id))
    })
  )
})

/** Says anew what a batch holds, until it is sent. Whatever was approved of it is approved no more. */
export const editBatch = Effect.fn("treasury.editBatch")(function* (
  id: PaymentBatchId,
  version: number,
  wanted: BatchSelection
) {
  const { write } = yield* UnitOfWork
  const batches = yield* PaymentBatches
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* heldBatch(id, version, "draft")
      const { bankAccountId, label, requestedOn = null } = wanted
      const iban = yield* payingIban(bankAccountId)
      yield* batches.select(id, wanted.dueItemIds)
      yield* reopened(batch, { bankAccountId, iban, label, requestedOn })
      yield* events.publish({ type: "treasury.batch.edited", entityId: id, payload: {} })
      return yield* batches.find(id)
    })
  )
})

const payingIban = Effect.fnUntraced(function* (bankAccountId: BankAccountId) {
  const { account } = yield* BankFeed
  const { currency, iban } = yield* account(bankAccountId)
  if (currency !== EUR) return yield* new AccountCannotPay({ bankAccountId, missing: "euro" })
  if (!Schema.is(Iban)(iban)) return yield* new AccountCannotPay({ bankAccountId, missing: "iban" })
  return iban
})
