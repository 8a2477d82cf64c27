import { DateTime, Effect } from "effect"
import { DueItems } from "../../../../ports/finance/DueItems.ts"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { TreasuryAccounts } from "../../../../ports/finance/TreasuryAccounts.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import {
  AccountCannotPay,
  endToEndIdOf,
  executionDay,
  pain001,
  type ParisMoment,
  type PaymentBatchContent,
  type PaymentBatchId
} from "../model/index.ts"
import { heldBatch, unchanged } from "./batchSteps.ts"

/** Makes the bank's file of an approved batch, once: from then on its payments are sent, and what becomes of them is read. */
export const makePaymentFile = Effect.fn("treasury.makePaymentFile")(function* (
  id: PaymentBatchId,
  version: number
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
      const { executionDate, ...file } = yield* fileOf(batch)
      yield* batches.keepFile(id, file)
      yield* batches.save({ ...batch, state: "sent", executionDate })
      yield* batches.stepAll(id, "sent")
      yield* events.publish({ type: "treasury.batch.sent", entityId: id, payload: { by: "file" } })
      return yield* batches.find(id)
    })
  )
})

const fileOf = Effect.fnUntraced(function* (batch: PaymentBatchContent) {
  const { bankAccountId, iban, id, payments } = batch
  const { find } = yield* TreasuryAccounts
  const account = yield* Effect.catchTag(find(bankAccountId), "NotFound", () =>
    Effect.fail(new AccountCannotPay({ bankAccountId, missing: "settings" }))
  )
  const now = yield* DateTime.now
  const executionDate = executionDay(inParis(now), account.cutOff, batch.requestedOn)
  const messageId = endToEndIdOf(id)
  const content = yield* Effect.fromResult(
    pain001({
      format: account.transferFormat,
      messageId,
      createdAt: `${DateTime.formatIso(now).slice(0, 19)}Z`,
      executionDate,
      debtor: { name: account.debtorName, iban, bic: account.bic },
      batchBooking: account.batchBooking,
      payments
    })
  )
  return { content, executionDate, format: account.transferFormat, name: `pain.001-${messageId}.xml` }
})

const inParis = (now: DateTime.Utc): ParisMoment => {
  const { day, hour, minute, month, year } = DateTime.toParts(
    DateTime.setZoneNamedUnsafe(now, "Europe/Paris")
  )
  const two = (part: number) => String(part).padStart(2, "0")
  return {
    day: LocalDate.make(`${year}-${two(month)}-${two(day)}`),
    time: `${two(hour)}:${two(minute)}`
  }
}
