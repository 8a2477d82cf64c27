import { PgClient } from "@effect/sql-pg"
import { Effect, type Redacted } from "effect"
import { Migrator, SqlClient } from "effect/sql"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { engineTables } from "./engineTables.ts"

/**
 * Applies the SQL files of `migrations/` that the database has not seen, in order, all or none, then lets `login` (the
 * account that the service connects with) drop to the powerless roles. Answers the names of the applied files.
 */
export const migrate = Effect.fn("postgres.migrate")(function* (admin: Redacted.Redacted, login: string) {
  return yield* Effect.gen(function* () {
    const applied = yield* Migrator.make({})({ loader: files, table: "azals_migration" })
    yield* engineTables(admin)
    const sql = yield* SqlClient.SqlClient
    yield* sql`grant azals_app, azals_engine to ${sql(login)} with inherit false, set true`
    yield* sql`grant azals_gate to ${sql(login)} with inherit true`
    yield* sql`grant usage on schema engine to ${sql(login)}`
    yield* sql`grant select on azals_migration to azals_gate`
    return applied.map(([id, name]) => `${String(id).padStart(4, "0")}_${name}`)
  }).pipe(Effect.provide(PgClient.layer({ url: admin, maxConnections: 1 })), Effect.scoped)
})

const folder = join(import.meta.dirname, "migrations")

const files = Effect.sync(() =>
  readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const parts = /^(\d{4})_(\w+)\.sql$/.exec(file)
      return parts === null
        ? []
        : [[Number(parts[1]), parts[2] ?? "", Effect.sync(() => load(file))] as const]
    })
)

/** One `DO` block a file, because the extended protocol takes one command at a time; 0001 makes the owner. */
const load = (file: string) => {
  const text = readFileSync(join(folder, file), "utf8")
  const body = file.startsWith("0001_") ? text : `set local role azals_owner;\n${text}\nreset role;`
  return Effect.flatMap(SqlClient.SqlClient, (sql) =>
    sql.unsafe(`do $migration$ begin\n${body}\nend $migration$`)
  )
}
