import { Effect } from "effect"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, NotFound, VersionConflict } from "../../../shared/errors.ts"
import {
  BatchFollowed,
  type BatchPayment,
  type PaymentBatchContent,
  type PaymentBatchId,
  type PaymentState,
  paymentTransitions,
  type StatedOutcomes,
  type StatusReason
} from "../model/index.ts"

/** Notes what a person has read at the bank of payments that were sent: all of it or nothing. */
export const stateOutcomes = Effect.fn("treasury.stateOutcomes")(function* (
  id: PaymentBatchId,
  version: number,
  { outcomes }: StatedOutcomes
) {
  const { write } = yield* UnitOfWork
  const batches = yield* PaymentBatches
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* batches.hold(id)
      if (batch.version !== version) {
        return yield* new VersionConflict({ entity: "PaymentBatch", id, current: batch.version })
      }
      yield* notFollowed(batch)
      const steps: Array<OutcomeStep> = []
      for (const { batchPaymentId, reason = null, reasonCode = null, state } of outcomes) {
        const payment = batch.payments.find((one) => one.id === batchPaymentId)
        if (payment === undefined) return yield* new NotFound({ entity: "BatchPayment", id: batchPaymentId })
        yield* mayBecome(payment, state)
        const said = reasonCode === null && reason === null ? null : { code: reasonCode, text: reason }
        steps.push({ id: batchPaymentId, to: state, reason: said })
      }
      yield* advanced(batch, steps)
      return yield* batches.find(id)
    })
  )
})

export interface OutcomeStep {
  readonly id: BatchPayment["id"]
  readonly to: "accepted" | "executed" | "rejected" | "returned"
  readonly reason: StatusReason | null
}

/** Writes the steps of a batch that is held, ends it when nothing of it is waited for any more, and tells. */
export const advanced = Effect.fnUntraced(function* (
  batch: PaymentBatchContent,
  steps: ReadonlyArray<OutcomeStep>
) {
  const batches = yield* PaymentBatches
  const events = yield* Events
  if (steps.length === 0) return
  yield* batches.stepPayments(steps)
  const after = batch.payments.map(({ id, state }) => steps.findLast((step) => step.id === id)?.to ?? state)
  const ended = after.every((state) => state !== "sent" && state !== "accepted")
  yield* batches.save({ ...batch, state: ended ? "ended" : batch.state })
  const refused = steps.filter(({ to }) => to === "rejected" || to === "returned").map(({ id }) => id)
  yield* events.publish({
    type: ended ? "treasury.batch.ended" : "treasury.batch.advanced",
    entityId: batch.id,
    payload: { steps: steps.length, refused }
  })
})

/** Fails for a batch whose institution tells what becomes of its payments. */
export const notFollowed = ({ id, transferBatchId }: PaymentBatchContent) =>
  transferBatchId === null ? Effect.void : Effect.fail(new BatchFollowed({ batchId: id, transferBatchId }))

const mayBecome = ({ id, state }: BatchPayment, to: PaymentState) => {
  const allowed = paymentTransitions[state]
  return allowed.includes(to)
    ? Effect.void
    : Effect.fail(new IllegalTransition({ entity: "BatchPayment", id, from: state, attempted: to, allowed }))
}
