import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Files } from "../../../../ports/platform/Files.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../jobs/model/index.ts"
import { purgeFilesKind } from "../model/index.ts"

const batch = 20

/** The work of `files.purge`: file by file in short units, until nothing expired is left. */
export const purgeFiles = jobHandler(purgeFilesKind, () =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const files = yield* Files
    const events = yield* Events
    const once = write(
      Effect.tap(files.purgeExpired(batch), (gone) =>
        events.publish(...gone.map((id) => ({ type: "files.file.expired", entityId: id, payload: {} })))
      )
    )
    let purged = 0
    for (let gone = yield* once; gone.length > 0; gone = yield* once) purged += gone.length
    return { purged }
  })
)
