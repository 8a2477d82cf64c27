import { Effect } from "effect"
import { FecImports } from "../../../../ports/finance/FecImports.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { type FecImportId, undoFecKind } from "../model/index.ts"
import { cancelLettering } from "./cancelLettering.ts"
import { importTakenOver, undoImpossible } from "./fecImportFailures.ts"
import { reverseEntry } from "./reverseEntry.ts"
import { undoRefusal } from "./undoFecImport.ts"

const batchSize = 100

/**
 * The work of `accounting.undo-fec-import`: cancels the letterings of the import's lines, then posts the mirror of
 * each entry at its own date. What is done is not done again, so that an attempt goes on where the last one stopped.
 */
export const reverseFecImport = jobHandler(undoFecKind, ({ importId }, run) =>
  Effect.gen(function* () {
    const imports = yield* FecImports
    const { preview, state } = yield* Effect.orDie(imports.find(importId))
    if (state !== "undoing") return yield* importTakenOver
    const refusal = undoRefusal(yield* imports.obstacles(importId))
    if (refusal !== undefined) return yield* undoImpossible(refusal)
    let letterings = 0
    for (let done = yield* cancelSome(importId); done > 0; done = yield* cancelSome(importId))
      letterings += done
    let entries = 0
    for (let done = yield* reverseSome(importId); done > 0; done = yield* reverseSome(importId)) {
      entries += done
      yield* run.progress((0.99 * entries) / preview.entries, `${entries} / ${preview.entries}`)
    }
    return yield* finish(importId, { entries, letterings })
  })
)

const cancelSome = Effect.fnUntraced(function* (id: FecImportId) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  return yield* write(
    Effect.gen(function* () {
      const found = yield* imports.letterings(id, batchSize)
      for (const one of found) {
        yield* Effect.orDie(cancelLettering(one.id, one.version, one.letteredOn))
      }
      return found.length
    })
  )
})

const reverseSome = Effect.fnUntraced(function* (id: FecImportId) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  return yield* write(
    Effect.gen(function* () {
      const found = yield* imports.standing(id, batchSize)
      for (const one of found) {
        yield* Effect.mapError(reverseEntry(one.id, one.date, "Annulation de l'import FEC"), undoImpossible)
      }
      return found.length
    })
  )
})

const finish = Effect.fnUntraced(function* (
  id: FecImportId,
  done: { readonly entries: number; readonly letterings: number }
) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  const events = yield* Events
  const result = { importId: id, ...done }
  yield* write(
    Effect.andThen(
      imports.move(id, "undoing", "undone"),
      events.publish({ type: "accounting.fec_import.undone", entityId: id, payload: result })
    )
  )
  return result
})
