import { Effect, Option } from "effect"
import { FecImports, type UndoObstacles } from "../../../../ports/finance/FecImports.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import {
  type FecImportId,
  FecImportState,
  fecImportTransitions,
  FecUndoRefused,
  undoFecKind
} from "../model/index.ts"
import { refuseImportStep } from "./mapFecImport.ts"

/**
 * Asks for the reversal of an import, committed or stopped on its way, or for the rest of a stopped undo. The ledger is insert-only: each entry gets
 * its mirror at its own date, so every balance at every date is as if the import had not been; the accounts, journals
 * and the year that it made stay. Refused where other entries stand in its journals and year, where a lettering ties
 * its lines to others, and where a period is locked.
 */
export const undoFecImport = Effect.fn("accounting.undoFecImport")(function* (
  id: FecImportId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { state } = yield* imports.find(id)
      const from = undoable.find((one) => one === state) ?? "committed"
      const jobId = yield* requestJob(undoFecKind, { importId: id })
      const moved = yield* imports.move(id, from, "undoing", { version, jobId })
      if (Option.isNone(moved)) return yield* refuseImportStep(id, version, "undoing")
      const refusal = undoRefusal(yield* imports.obstacles(id))
      if (refusal !== undefined) return yield* refusal
      yield* events.publish({
        type: "accounting.fec_import.undo_requested",
        entityId: id,
        payload: { jobId }
      })
      return { jobId }
    })
  )
})

/** From where an import can be undone. */
const undoable = FecImportState.literals.filter((state) => fecImportTransitions[state].includes("undoing"))

/** The first thing that stands in the way of an exact undo. */
export const undoRefusal = (obstacles: UndoObstacles): FecUndoRefused | undefined => {
  if (obstacles.closedPeriods > 0) return new FecUndoRefused({ reason: "period-closed" })
  if (obstacles.otherEntries > 0) return new FecUndoRefused({ reason: "other-entries" })
  if (obstacles.mixedLetterings > 0) return new FecUndoRefused({ reason: "lettered-with-others" })
  return undefined
}
