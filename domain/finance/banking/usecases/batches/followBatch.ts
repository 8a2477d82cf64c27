import { Effect } from "effect"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { notAnswered, notUsable, openConnection } from "../../../providers/usecases/index.ts"
import { followBatchKind, type TransferBatchId } from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { keepFollowedBatch } from "./keepFollowedBatch.ts"

/** The work of `banking.follow-batch`: reads the order of a batch and its movements again, and writes what was read. */
export const followBatch = jobHandler(followBatchKind, ({ batchId }) =>
  Effect.gen(function* () {
    const { find } = yield* TransferBatches
    const { connectionId, orderReference, state } = yield* Effect.mapError(find(batchId), () => noSuchBatch)
    if (orderReference === null || state === "rejected" || state === "cancelled") return { state }
    const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
    const followed = yield* Effect.flatMap(bankingOf(connection), (banking) =>
      banking.placedTransfer(connection, orderReference)
    ).pipe(Effect.mapError(notAnswered))
    yield* keepFollowedBatch(connection, batchId, followed)
    return { state: (yield* Effect.mapError(find(batchId), () => noSuchBatch)).state }
  })
)

/** Asks for a batch to be read again at its institution; the worker reads it. */
export const requestBatchFollowing = Effect.fn("banking.requestBatchFollowing")(function* (
  batchId: TransferBatchId
) {
  const { write } = yield* UnitOfWork
  return yield* write(requestJob(followBatchKind, { batchId }))
})

const noSuchBatch = new JobFailure({
  code: "banking.no-such-batch",
  fr: "Ce lot de virements n'existe pas.",
  en: "There is no such batch of transfers.",
  retryable: false
})
