import { Effect } from "effect"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { TransferBatches } from "../../../../ports/finance/TransferBatches.ts"
import { Transfers } from "../../../../ports/finance/Transfers.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import type { Transfer, TransferBatchId } from "../../banking/model/index.ts"
import { followPaymentBatchKind, type PaymentBatchId, transferOutcome } from "../model/index.ts"
import { advanced, type OutcomeStep } from "./stateOutcomes.ts"

/** The work of `treasury.follow-batch`: the payments of a batch take the steps that their transfers have taken. */
export const followPaymentBatch = jobHandler(followPaymentBatchKind, ({ paymentBatchId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { find, hold } = yield* PaymentBatches
    return yield* write(
      Effect.gen(function* () {
        const { transferBatchId } = yield* find(paymentBatchId)
        const transfers = transferBatchId === null ? [] : yield* heldLines(transferBatchId)
        for (;;) {
          const batch = yield* hold(paymentBatchId)
          const steps = batch.payments.flatMap(({ id, state, transferId }): ReadonlyArray<OutcomeStep> => {
            const transfer = transfers.find((one) => one.id === transferId)
            const step = transfer === undefined ? null : transferOutcome(state, transfer)
            return step === null ? [] : [{ id, ...step }]
          })
          if (steps.length === 0) return { state: batch.state }
          yield* advanced(batch, steps)
        }
      })
    )
  }).pipe(Effect.catchTag("NotFound", () => Effect.fail(noSuchBatch)))
)

/** Asks for a batch to be read again from its transfers; the worker reads it. */
export const requestPaymentBatchFollowing = Effect.fn("treasury.requestBatchFollowing")(function* (
  paymentBatchId: PaymentBatchId
) {
  const { write } = yield* UnitOfWork
  return yield* write(requestJob(followPaymentBatchKind, { paymentBatchId }))
})

/** Held before the batch of payments: none of them moves while it follows. */
const heldLines = Effect.fnUntraced(function* (id: TransferBatchId) {
  const { hold } = yield* TransferBatches
  const { holdBatch } = yield* Transfers
  yield* hold(id)
  return (yield* holdBatch(id)).map(({ transfer }): Transfer => transfer)
})

const noSuchBatch = new JobFailure({
  code: "treasury.no-such-batch",
  fr: "Ce lot de paiements n'existe pas.",
  en: "There is no such batch of payments.",
  retryable: false
})
