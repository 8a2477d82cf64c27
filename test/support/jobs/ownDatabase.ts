import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { inject } from "vitest"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { copyMigrated, onDatabase } from "../database.ts"

/** A migrated database of its own on the run's server: workers of other tests must not take these jobs. */
export const ownDatabase = Effect.fn("test.ownDatabase")(function* (statements: ReadonlyArray<string>) {
  const name = `azals_${uuidV7().replaceAll("-", "")}`
  const own = (url: string) => Redacted.make(onDatabase(url, name))
  yield* Effect.promise(() => copyMigrated(Redacted.make(inject("adminUrl")), name))
  const admin = own(inject("adminUrl"))
  yield* run(admin, ["set role azals_owner", ...statements])
  return { admin, service: own(inject("serviceUrl")) }
})

const run = (url: Redacted.Redacted, statements: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    for (const statement of statements) yield* sql.unsafe(statement)
  }).pipe(Effect.provide(PgClient.layer({ url, maxConnections: 1 })))
