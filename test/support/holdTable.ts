import { PgClient } from "@effect/sql-pg"
import { Context, Effect, Layer, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { JobDatabase } from "./jobs/jobWorld.ts"
import { adminUrl } from "./database.ts"

/** The superuser's address of the database in which the workers of a test work. */
export const adminOfJobs = Effect.map(JobDatabase, ({ url }) => {
  const admin = new URL(adminUrl())
  admin.pathname = new URL(Redacted.value(url)).pathname
  return admin.href
})

/** Keeps everybody from writing to a table until the scope closes: where a worker is caught at its work. */
export const holdTable = (table: string) =>
  Effect.gen(function* () {
    const client = PgClient.layer({ url: Redacted.make(yield* adminOfJobs), maxConnections: 1 })
    const sql = yield* Effect.map(Layer.build(client), (context) => Context.get(context, SqlClient.SqlClient))
    yield* sql`begin`
    yield* sql.unsafe(`lock table ${table} in share mode`)
  })
