import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestPurge } from "../../domain/platform/files/usecases/index.ts"
import { FileExpiries } from "../../ports/platform/FileExpiries.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** Asks for a purge job in each company whose files have expired: one of the workers does it for all. */
export const fileRetentionLayer = Singleton.make(
  "files/retention",
  Effect.gen(function* () {
    const expiries = yield* FileExpiries
    const round = Effect.gen(function* () {
      const due = yield* expiries.due(100)
      const asked = yield* forEachCompany(
        due,
        { requestId: "files-retention", failed: "A company's expired files were not purged" },
        () => requestPurge()
      )
      yield* expiries.asked(asked)
    })
    yield* everAgain("1 minute", round)
  }).pipe(Effect.asVoid)
)
