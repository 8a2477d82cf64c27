import { DateTime, Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { FecImports } from "../../../../ports/finance/FecImports.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Files } from "../../../../ports/platform/Files.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { CurrentLanguage } from "../../../shared/Language.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { FecImportId, FecReader, importPreviewOf, proposeMapping } from "../model/index.ts"

/** Days that an uploaded file is kept, and so can be committed. */
const keptDays = 90

/** Reads a foreign file, keeps it, and proposes what its codes become. Nothing of it is posted. */
export const previewFec = Effect.fn("accounting.previewFec")(function* (fileName: string, bytes: Uint8Array) {
  const { write } = yield* UnitOfWork
  const books = yield* Books
  const files = yield* Files
  const imports = yield* FecImports
  const events = yield* Events
  const ids = yield* Ids
  const language = yield* CurrentLanguage
  const reader = new FecReader({ fileName, language })
  reader.push(bytes)
  const { preview } = reader.end()
  return yield* write(
    Effect.gen(function* () {
      const file = yield* files.begin({
        name: fileName,
        contentType: "application/octet-stream",
        readableWith: "accounting:read",
        jobId: null,
        expiresAt: DateTime.add(yield* DateTime.now, { days: keptDays })
      })
      yield* file.write(bytes)
      yield* files.publish([yield* file.close])
      const mapping = proposeMapping(preview, yield* books.journals)
      const id = FecImportId.make(yield* ids.next)
      const added = yield* imports.add({
        id,
        fileId: file.id,
        fileName,
        preview: importPreviewOf(preview),
        mapping
      })
      yield* events.publish({
        type: "accounting.fec_import.previewed",
        entityId: id,
        payload: { entries: added.preview.entries, lines: added.preview.lines }
      })
      return added
    })
  )
})
