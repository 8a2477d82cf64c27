import { Effect, Option } from "effect"
import { FecImports } from "../../../../ports/finance/FecImports.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { commitFecKind, type FecImportId } from "../model/index.ts"
import { refuseImportStep } from "./mapFecImport.ts"

/** Asks for the posting of a previewed import, or of the rest of a stopped one. Of two at once, one is refused. */
export const commitFecImport = Effect.fn("accounting.commitFecImport")(function* (
  id: FecImportId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { state } = yield* imports.find(id)
      const from = state === "stopped" ? state : "previewed"
      const jobId = yield* requestJob(commitFecKind, { importId: id })
      const moved = yield* imports.move(id, from, "committing", { version, jobId })
      if (Option.isNone(moved)) return yield* refuseImportStep(id, version, "committing")
      yield* events.publish({ type: "accounting.fec_import.requested", entityId: id, payload: { jobId } })
      return { jobId }
    })
  )
})
