import { Effect, Option } from "effect"
import { FecImports } from "../../../../ports/finance/FecImports.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import type { Texts } from "../../../shared/Language.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { type FecImportId, undoFecKind } from "../model/index.ts"
import { importTakenOver, undoImpossible } from "./fecImportFailures.ts"
import { reverseEntry } from "./reverseEntry.ts"
import { undoRefusal } from "./undoFecImport.ts"

const batchSize = 100

/**
 * The work of `accounting.undo-fec-import`: posts the mirror of each entry at its own date, which cancels the
 * letterings of its lines. What is done is not done again, so that an attempt goes on where the last one stopped.
 */
export const reverseFecImport = jobHandler(undoFecKind, ({ importId }, run) =>
  Effect.gen(function* () {
    const imports = yield* FecImports
    const { jobId, preview, state } = yield* Effect.orDie(imports.find(importId))
    const { language } = yield* Effect.flatMap(Tenants, ({ current }) => current)
    if (state === "undone" && jobId === run.id) return yield* finish(importId)
    if (state !== "undoing") return yield* importTakenOver
    const refusal = undoRefusal(yield* imports.obstacles(importId))
    if (refusal !== undefined) return yield* undoImpossible(refusal)
    let entries = 0
    const reverse = reverseSome(importId, undoLabel[language])
    for (let done = yield* reverse; done > 0; done = yield* reverse) {
      entries += done
      yield* run.progress((0.99 * entries) / preview.entries, `${entries} / ${preview.entries}`)
    }
    return yield* finish(importId)
  })
)

/** What the mirrors are called in the books, in the company's own language. */
const undoLabel: Texts = { fr: "Annulation de l'import FEC", en: "Reversal of the FEC import" }

const reverseSome = Effect.fnUntraced(function* (id: FecImportId, label: string) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  return yield* write(
    Effect.gen(function* () {
      const found = yield* imports.standing(id, batchSize)
      for (const one of found) {
        yield* Effect.mapError(reverseEntry(one.id, one.date, label), undoImpossible)
      }
      return found.length
    })
  )
})

/** Answers the same when an attempt before ended the undo and died before its job ended. */
const finish = Effect.fnUntraced(function* (id: FecImportId) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { cancelled, reversed } = yield* imports.counts(id)
      const result = { importId: id, entries: reversed, letterings: cancelled }
      const moved = yield* imports.move(id, "undoing", "undone")
      if (Option.isSome(moved)) {
        yield* events.publish({ type: "accounting.fec_import.undone", entityId: id, payload: result })
      }
      return result
    })
  )
})
