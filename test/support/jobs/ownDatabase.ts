import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { inject } from "vitest"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { migrate } from "../../../adapters/postgres/migrate.ts"

/** A migrated database of its own on the run's server: workers of other tests must not take these jobs. */
export const ownDatabase = Effect.fn("test.ownDatabase")(function* (statements: ReadonlyArray<string>) {
  const name = `azals_${uuidV7().replaceAll("-", "")}`
  const admin = inject("adminUrl")
  yield* run(admin, [`create database ${name}`])
  const own = (url: string) => {
    const address = new URL(url)
    address.pathname = `/${name}`
    return Redacted.make(address.href)
  }
  yield* migrate(own(admin), new URL(inject("serviceUrl")).username)
  yield* run(Redacted.value(own(admin)), ["set role azals_owner", ...statements])
  return { admin: own(admin), service: own(inject("serviceUrl")) }
})

const run = (url: string, statements: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    for (const statement of statements) yield* sql.unsafe(statement)
  }).pipe(Effect.provide(PgClient.layer({ url: Redacted.make(url), maxConnections: 1 })))
