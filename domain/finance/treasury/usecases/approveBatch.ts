import { Effect } from "effect"
import { DueItems } from "../../../../ports/finance/DueItems.ts"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { SigningAuthorities } from "../../../../ports/finance/SigningAuthorities.ts"
import { Actors } from "../../../../ports/platform/Actors.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { today } from "../../../shared/ParisDay.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import {
  ApprovedByPreparer,
  mayAuthorise,
  type PaymentBatchContent,
  type PaymentBatchId
} from "../model/index.ts"
import { heldBatch, reopened, unchanged } from "./batchSteps.ts"

/** Gives a prepared batch to those who approve: from now on its digest says what is approved. */
export const submitBatch = Effect.fn("treasury.submitBatch")(function* (id: PaymentBatchId, version: number) {
  const { write } = yield* UnitOfWork
  const { checkOpen } = yield* DueItems
  const batches = yield* PaymentBatches
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* heldBatch(id, version, "to_approve")
      yield* checkOpen(id)
      const digest = yield* batches.digest(id)
      yield* batches.save({ ...batch, state: "to_approve", digest, sentBack: null })
      yield* batches.stepAll(id, "batched")
      yield* events.publish({ type: "treasury.batch.submitted", entityId: id, payload: { digest } })
      return yield* batches.find(id)
    })
  )
})

/**
 * Approves exactly what was submitted. Nobody approves what he has prepared, by whichever key of a line of rotated ones.
 * Where the account has signatories, they alone approve, and two of those who sign jointly: after the first the batch
 * still waits.
 */
export const approveBatch = Effect.fn("treasury.approveBatch")(function* (
  id: PaymentBatchId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const { actorId } = yield* TenantScope
  const { checkOpen } = yield* DueItems
  const batches = yield* PaymentBatches
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* heldBatch(id, version, "approved")
      yield* preparedByOthers(batch)
      yield* checkOpen(id)
      const digest = yield* unchanged(batch)
      const isEnough = yield* authorised(batch)
      yield* batches.approve(id, actorId, digest)
      yield* batches.save({ ...batch, state: isEnough ? "approved" : "to_approve" })
      if (isEnough) yield* batches.stepAll(id, "approved")
      const type = isEnough ? "treasury.batch.approved" : "treasury.batch.half_approved"
      yield* events.publish({ type, entityId: id, payload: { digest } })
      return yield* batches.find(id)
    })
  )
})

/** Sends a batch back to those who prepare it, with a reason. */
export const sendBackBatch = Effect.fn("treasury.sendBackBatch")(function* (
  id: PaymentBatchId,
  version: number,
  reason: string
) {
  const { write } = yield* UnitOfWork
  const batches = yield* PaymentBatches
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* reopened(yield* heldBatch(id, version, "draft"), { sentBack: reason }, false)
      yield* events.publish({ type: "treasury.batch.sent_back", entityId: id, payload: {} })
      return yield* batches.find(id)
    })
  )
})

/** Gives a batch up that was not sent: its items can be chosen again. */
export const cancelBatch = Effect.fn("treasury.cancelBatch")(function* (id: PaymentBatchId, version: number) {
  const { write } = yield* UnitOfWork
  const batches = yield* PaymentBatches
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* heldBatch(id, version, "cancelled")
      yield* batches.save({ ...batch, state: "cancelled" })
      yield* batches.stepAll(id, "dropped")
      yield* events.publish({ type: "treasury.batch.cancelled", entityId: id, payload: {} })
      return yield* batches.find(id)
    })
  )
})

/** Whether the acting one's approval is enough by the account's register; fails where it is none. */
const authorised = Effect.fnUntraced(function* ({ approvals, bankAccountId, total }: PaymentBatchContent) {
  const { of } = yield* SigningAuthorities
  const hand = yield* Effect.flatMap(Actors, ({ oneHand }) => oneHand)
  const before = approvals.map(({ actorId }) => actorId)
  const approval = { bankAccountId, before, day: yield* today, hand, total }
  return yield* Effect.fromResult(mayAuthorise(yield* of(bankAccountId), approval))
})

const preparedByOthers = Effect.fnUntraced(function* ({ id, preparedBy }: PaymentBatchContent) {
  const hand = yield* Effect.flatMap(Actors, ({ oneHand }) => oneHand)
  if (preparedBy.some((preparer) => hand.has(preparer))) {
    return yield* new ApprovedByPreparer({ batchId: id })
  }
})
