import { DateTime, Effect } from "effect"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { money } from "../../../../shared/Money.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  batchIntent,
  checkPayeeKind,
  hasUnchecked,
  type Transfer,
  type TransferBatch,
  type TransferBatchId
} from "../../model/index.ts"
import { advanceBatch } from "./advanceBatch.ts"

/**
 * Asks the institution for a batch once none of its payees is being checked or waits for a person, in the running unit of
 * work. Lines that were refused or cancelled meanwhile are left out; a check that has expired is made again first.
 */
export const placeBatch = Effect.fn("banking.placeBatch")(function* (id: TransferBatchId) {
  const batches = yield* TransferBatches
  const transfers = yield* Transfers
  const batch = yield* batches.hold(id)
  if (batch.state !== "checking" || hasUnchecked(batch)) return
  const lines = (yield* transfers.holdBatch(id)).map(({ transfer }) => transfer)
  const ready = lines.filter(({ state }) => state === "checked")
  if (ready.length === 0) return yield* advanceBatch(batch, nothingLeft(batch, lines))
  const now = yield* DateTime.now
  const expired = ready.filter(({ payeeCheck }) => hasExpired(payeeCheck, now))
  if (expired.length > 0) return yield* checkAgain(expired)
  const { connectionId, total } = batch
  const intent = yield* openIntent(batchIntent, {
    connectionId,
    businessKey: `transfer-batch:${id}`,
    amount: money(
      ready.reduce((sum, { amount }) => sum + amount.minor, 0n),
      total.currency
    ),
    payload: { batchId: id }
  })
  for (const line of ready) yield* transfers.save({ ...line, state: "created", intentId: intent.id })
  yield* advanceBatch(batch, { ...batch, state: "created", intentId: intent.id })
})

const hasExpired = (check: Transfer["payeeCheck"], now: DateTime.Utc) =>
  check !== null && check.expiresAt !== null && DateTime.isLessThan(check.expiresAt, now)

const checkAgain = Effect.fnUntraced(function* (lines: ReadonlyArray<Transfer>) {
  const transfers = yield* Transfers
  for (const line of lines) {
    yield* transfers.save({ ...line, state: "checking", payeeCheck: null }, null)
    yield* requestJob(checkPayeeKind, { transferId: line.id })
  }
})

/** All were cancelled; or some were, and the institution refused to check the others. */
const nothingLeft = (batch: TransferBatch, lines: ReadonlyArray<Transfer>): TransferBatch => {
  const refused = lines.find(({ state }) => state === "rejected")
  return refused === undefined
    ? { ...batch, state: "cancelled" }
    : { ...batch, state: "rejected", reason: refused.reason }
}
