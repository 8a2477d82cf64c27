import { Effect } from "effect"
import { FecImports } from "../../../../ports/finance/FecImports.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { JobRun } from "../../../platform/jobs/model/index.ts"
import type { FecImport, FecImportId, LetterGroup } from "../model/index.ts"
import { importTakenOver } from "./fecImportFailures.ts"
import { letterLines } from "./letterLines.ts"

/** Groups lettered in one unit. */
const batchSize = 50

/** Letters the posted lines as the file does, where its groups balance; the codes are the books' own. */
export const letterFecImport = Effect.fnUntraced(function* (
  { id, lettered }: FecImport,
  groups: ReadonlyArray<LetterGroup>,
  progress: JobRun["progress"]
) {
  const { write } = yield* UnitOfWork
  const imports = yield* FecImports
  for (let from = lettered; from < groups.length; from += batchSize) {
    const batch = groups.slice(from, from + batchSize)
    yield* write(
      Effect.gen(function* () {
        if (!(yield* imports.advance(id, "lettered", from, from + batch.length)))
          return yield* importTakenOver
        yield* Effect.forEach(batch, (group) => letterGroup(id, group), { discard: true })
      })
    )
    yield* progress(0.9 + (0.09 * from) / groups.length, `${from} / ${groups.length}`)
  }
})

/** What the books refuse stays open, as in books that were never lettered. */
const letterGroup = Effect.fnUntraced(function* (id: FecImportId, { date, lines }: LetterGroup) {
  const imports = yield* FecImports
  const lineIds = yield* imports.lines(id, lines)
  if (lineIds.length !== lines.length) return
  yield* Effect.ignore(letterLines({ date, lines: lineIds.map((lineId) => ({ lineId })) }))
})
