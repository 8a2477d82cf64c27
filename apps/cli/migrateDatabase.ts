import { Effect } from "effect"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { Impossible } from "./CommandFailure.ts"
import { database } from "./database.ts"
import { writeJson } from "./writeJson.ts"

/** Migrates and prints the names of the applied files. */
export const migrateDatabase = Effect.gen(function* () {
  const { admin, login } = yield* database({ join: true })
  const applied = yield* Effect.mapError(migrate(admin, login), notMigrated)
  yield* writeJson({ applied })
}).pipe(Effect.scoped)

/** The first line of what went wrong; the files are all or none, so that the database is as it was. */
export const notMigrated = (fault: unknown) => {
  const reason = (fault instanceof Error ? reasonOf(fault) : String(fault)).split("\n")[0] ?? ""
  return new Impossible({
    reason: {
      fr: `La base de données n'a pas pu être mise à jour, et reste comme elle était : ${reason}`,
      en: `The database could not be brought up to date, and is as it was: ${reason}`
    }
  })
}

const reasonOf = (fault: Error): string => {
  const inner =
    "reason" in fault && fault.reason instanceof Object && "cause" in fault.reason
      ? fault.reason.cause
      : fault.cause
  return inner instanceof Error ? reasonOf(inner) : fault.message
}
