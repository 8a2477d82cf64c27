import { PgClient } from "@effect/sql-pg"
import { Context, Layer, type Redacted } from "effect"
import { SqlClient } from "effect/sql"

/**
 * The engine's own client: its role may use the technical tables of the schema `engine`, where no business data is,
 * and nothing of any tenant. Node only: it keeps sessions, locks and listeners.
 */
export class EngineSql extends Context.Service<EngineSql, PgClient.PgClient>()("azals/postgres/EngineSql") {
  static readonly layer = (options: { readonly url: Redacted.Redacted; readonly maxConnections: number }) =>
    Layer.effect(EngineSql, PgClient.PgClient).pipe(
      Layer.provide(
        PgClient.layer({
          ...options,
          applicationName: "azalscore-engine",
          startupParameters: {
            role: "azals_engine",
            search_path: "engine",
            // a worker that freezes inside a transaction would keep the others from its rows for ever
            idle_in_transaction_session_timeout: "30s"
          }
        })
      )
    )
}

/** The same client under the name that the cluster's storage asks for. */
export const engineClientLayer = Layer.effect(SqlClient.SqlClient, EngineSql)
