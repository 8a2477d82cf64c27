import { Effect, Stream } from "effect"
import { Files } from "../../../../ports/platform/Files.ts"
import { type FecImport, FecReader, type FecReadEntry } from "../model/index.ts"

/** An entry of a file and its place in it, from 1: the same each time that the file is read. */
export interface PlacedEntry {
  readonly place: number
  readonly read: FecReadEntry
}

/** Entries given together. */
const batchSize = 100

/** Gives the entries of an import's file in batches, in the order of the file; in memory stands one piece of it. */
export const readFecImport = Effect.fnUntraced(function* <E, R>(
  { fileId, fileName }: Pick<FecImport, "fileId" | "fileName">,
  each: (batch: ReadonlyArray<PlacedEntry>) => Effect.Effect<void, E, R>
) {
  const { content } = yield* Files
  const reader = new FecReader({ fileName })
  let place = 0
  let waiting = new Array<PlacedEntry>()
  const give = Effect.fnUntraced(function* (entries: ReadonlyArray<FecReadEntry>, least: number) {
    for (const read of entries) waiting.push({ place: ++place, read })
    while (waiting.length >= least) {
      const batch = waiting.slice(0, batchSize)
      waiting = waiting.slice(batchSize)
      yield* each(batch)
    }
  })
  yield* Stream.runForEach(content(fileId), (bytes) => give(reader.push(bytes), batchSize))
  yield* give(reader.end().entries, 1)
})
