import { PgClient } from "@effect/sql-pg"
import { Effect, Layer, type Redacted } from "effect"
import { SqlMessageStorage, SqlRunnerStorage } from "effect/cluster"
import { SqlClient } from "effect/sql"

/** The tables of Effect's cluster (messages, replies, runners), in the schema `engine`, for the engine's role to use. */
export const engineTables = (admin: Redacted.Redacted) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* Effect.scoped(Layer.build(clusterTables))
    yield* sql`grant select, insert, update, delete on cluster_messages, cluster_replies, cluster_runners, cluster_locks
      to azals_engine`
    yield* sql`grant usage on all sequences in schema engine to azals_engine`
  }).pipe(
    Effect.provide(
      PgClient.layer({
        url: admin,
        maxConnections: 1,
        startupParameters: { role: "azals_owner", search_path: "engine" }
      })
    )
  )

const clusterTables = Layer.provideMerge(
  SqlMessageStorage.layerMigrations({}),
  SqlRunnerStorage.layerMigrations({})
)
