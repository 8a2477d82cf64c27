import { Effect } from "effect"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { followTransferKind, type TransferId } from "../../model/index.ts"

/** Asks for a transfer to be read again at its institution; the worker reads it. */
export const requestFollowing = Effect.fn("banking.requestFollowing")(function* (transferId: TransferId) {
  const { write } = yield* UnitOfWork
  return yield* write(requestJob(followTransferKind, { transferId }))
})
