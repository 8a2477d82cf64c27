import { Effect } from "effect"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../jobs/usecases/index.ts"
import { purgeFilesKind } from "../model/index.ts"

/** Asks for the purge of the acting company's expired files. */
export const requestPurge = Effect.fn("files.requestPurge")(function* () {
  const { write } = yield* UnitOfWork
  return yield* write(requestJob(purgeFilesKind, {}))
})
