import { Effect, Option } from "effect"
import { FecImports, fecSource } from "../../../../ports/finance/FecImports.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, type JobRun } from "../../../platform/jobs/model/index.ts"
import {
  commitFecKind,
  entryOfFec,
  type FecImport,
  type FecImportEntry,
  type FecImportId,
  LetterGroups,
  mappingIndex
} from "../model/index.ts"
import { importRefused, importTakenOver, refusedEntry } from "./fecImportFailures.ts"
import { letterFecImport } from "./letterFecImport.ts"
import { postEntry } from "./postEntry.ts"
import { prepareBooks } from "./prepareBooks.ts"
import { type PlacedEntry, readFecImport } from "./readFecImport.ts"
import { tryFecImport } from "./tryFecImport.ts"

/**
 * The work of `accounting.commit-fec-import`. All that would refuse the file is looked for first: then nothing is
 * posted and the import is back at `previewed`. The entries follow in units of a hundred, each with the count of what
 * is posted, so that an attempt goes on where the last one stopped and no entry is posted twice. One unit for all
 * would hold the numbering of its journals from everybody for minutes, and its COMMIT would outlast the database's
 * limit for a statement.
 */
export const postFecImport = jobHandler(commitFecKind, ({ importId }, run) =>
  Effect.gen(function* () {
    const imports = yield* FecImports
    const of = yield* Effect.orDie(imports.find(importId))
    const finished = of.state === "committed" && of.jobId === run.id
    if (of.state !== "committing" && !finished) return yield* importTakenOver
    if (of.posted === 0) yield* refuseOrPrepare(of)
    const groups = (yield* postEntries(of, run)).end()
    if (!finished) yield* letterFecImport(of, groups.groups, run.progress)
    return yield* finish(of, groups.groups.length + groups.left)
  })
)

const refuseOrPrepare = Effect.fnUntraced(function* (of: FecImport) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  const tried = yield* Effect.orDie(tryFecImport(of))
  if (!tried.accepted) {
    yield* imports.move(of.id, "committing", "previewed")
    return yield* importRefused(tried)
  }
  yield* write(prepareBooks(of, tried))
})

/** Posts what is not posted yet, and gathers the lettering of all. */
const postEntries = Effect.fnUntraced(function* (of: FecImport, run: JobRun) {
  const index = mappingIndex(of.mapping)
  const groups = new LetterGroups()
  let posted = of.posted
  yield* readFecImport(of, (batch) =>
    Effect.gen(function* () {
      const made = yield* Effect.forEach(batch, (placed) =>
        Effect.map(
          Effect.mapError(Effect.fromResult(entryOfFec(placed.read, index)), refusedEntry),
          (one) => ({
            ...placed,
            made: one
          })
        )
      )
      for (const { made: entry, place } of made) if (entry !== undefined) groups.add(place, entry)
      const last = batch.at(-1)?.place ?? 0
      if (last <= of.posted) return
      yield* postBatch(of.id, made, posted, last)
      posted = last
      yield* run.progress((0.9 * posted) / of.preview.entries, `${posted} / ${of.preview.entries}`)
    })
  ).pipe(Effect.catchTag("NotFound", Effect.die))
  return groups
})

interface Made extends PlacedEntry {
  readonly made: FecImportEntry | undefined
}

const postBatch = Effect.fnUntraced(function* (
  id: FecImportId,
  batch: ReadonlyArray<Made>,
  from: number,
  to: number
) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  yield* write(
    Effect.gen(function* () {
      if (!(yield* imports.advance(id, "posted", from, to))) return yield* importTakenOver
      for (const { made, place, read } of batch) {
        if (made === undefined || place <= from) continue
        const sourceEvent = fecSource(id, sourcePart(read.journalCode), sourcePart(read.number), place)
        yield* Effect.mapError(postEntry(made.entry, { sourceEvent }), refusedEntry)
      }
    })
  )
})

/** A code of the file as a part of a source: no colon, no control character. */
const sourcePart = (text: string): string => text.replaceAll(/[^\x21-\x39\x3b-\x7e]/g, "_").slice(0, 60)

/** Answers the same when an attempt before ended the import and died before its job ended. */
const finish = Effect.fnUntraced(function* (of: FecImport, codes: number) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { letterings } = yield* imports.counts(of.id)
      const result = {
        importId: of.id,
        entries: of.preview.entries,
        letterings,
        unlettered: codes - letterings
      }
      const moved = yield* imports.move(of.id, "committing", "committed")
      if (Option.isSome(moved)) {
        yield* events.publish({
          type: "accounting.fec_import.committed",
          entityId: of.id,
          payload: result
        })
      }
      return result
    })
  )
})
