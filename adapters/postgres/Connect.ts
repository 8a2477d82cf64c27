import { PgConnection, PgPool } from "@effect/sql-pg"
import { Context, Effect, Layer, type Redacted, type Scope } from "effect"
import type { SqlError } from "effect/sql"

/**
 * How one unit of work gets its session, for itself alone until the scope closes. Node lends from a pool; a Worker
 * opens one each time, because a socket opened in one request cannot serve another there.
 */
export class Connect extends Context.Service<
  Connect,
  { readonly open: Effect.Effect<PgConnection.PgConnection, SqlError.SqlError, Scope.Scope> }
>()("azals/postgres/Connect") {
  static readonly layerPool = (options: {
    readonly url: Redacted.Redacted
    readonly maxConnections: number
  }) =>
    Layer.effect(
      Connect,
      Effect.map(
        PgPool.make({
          ...session(options.url),
          multiplexConcurrency: 1,
          maxConnections: options.maxConnections,
          minConnections: Math.min(4, options.maxConnections)
        }),
        (pool) => Connect.of({ open: pool.get })
      )
    )

  static readonly layerPerUnit = (url: () => Redacted.Redacted) =>
    Layer.succeed(
      Connect,
      Connect.of({ open: Effect.suspend(() => PgConnection.make({ ...session(url()), prepare: false })) })
    )
}

const session = (url: Redacted.Redacted) => ({ url, multiplex: true, applicationName: "azalscore" })
