import { Effect } from "effect"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import {
  BatchDiffers,
  type BatchState,
  batchTransitions,
  type PaymentBatchContent,
  type PaymentBatchId
} from "../model/index.ts"

/** A batch, held until the unit ends, that is at a version and may take a step. */
export const heldBatch = Effect.fnUntraced(function* (id: PaymentBatchId, version: number, to: BatchState) {
  const { hold } = yield* PaymentBatches
  const batch = yield* hold(id)
  if (batch.version !== version) {
    return yield* new VersionConflict({ entity: "PaymentBatch", id, current: batch.version })
  }
  yield* mayStep(batch, to)
  return batch
})

export const mayStep = ({ id, state }: Pick<PaymentBatchContent, "id" | "state">, to: BatchState) =>
  batchTransitions[state].includes(to)
    ? Effect.void
    : Effect.fail(
        new IllegalTransition({
          entity: "PaymentBatch",
          id,
          from: state,
          attempted: to,
          allowed: batchTransitions[state]
        })
      )

/** Brings a batch that is held back to its preparation: whatever was approved of it is approved no more. */
export const reopened = Effect.fnUntraced(function* (
  batch: PaymentBatchContent,
  change: Partial<Pick<PaymentBatchContent, "bankAccountId" | "iban" | "label" | "requestedOn" | "sentBack">>,
  edited = true
) {
  const { actorId } = yield* TenantScope
  const batches = yield* PaymentBatches
  yield* batches.forgetApprovals(batch.id)
  const draft = { ...batch, sentBack: null, ...change, state: "draft", digest: null } as const
  yield* batches.save(draft, edited ? actorId : undefined)
  yield* batches.stepAll(batch.id, "selected")
})

/** Fails when what would be sent is no more what was submitted. */
export const unchanged = Effect.fnUntraced(function* ({ digest, id }: PaymentBatchContent) {
  const batches = yield* PaymentBatches
  const now = yield* batches.digest(id)
  if (digest !== now) return yield* new BatchDiffers({ batchId: id })
  return now
})
