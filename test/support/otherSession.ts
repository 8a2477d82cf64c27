import { PgClient } from "@effect/sql-pg"
import { Context, Effect, Layer, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { adminUrl, serviceUrl } from "./database.ts"

/** A session of its own in the test's database, above every tenant, until the scope closes. */
export const otherSession = Effect.gen(function* () {
  const admin = new URL(adminUrl())
  admin.pathname = new URL(serviceUrl()).pathname
  const client = PgClient.layer({ url: Redacted.make(admin.href), maxConnections: 1 })
  return yield* Effect.map(Layer.build(client), (context) => Context.get(context, SqlClient.SqlClient))
})
