import { PgConnection, PgPool } from "@effect/sql-pg"
import { Context, Effect, Layer, type Redacted, type Scope } from "effect"
import type { SqlError } from "effect/sql"
import { commit, endedReads } from "./EndedReads.ts"

/**
 * How one unit of work gets its session, for itself alone until the scope closes. Node lends from one pool of the
 * process; in a Worker a socket opened in one request cannot serve another, so each request has sessions of its own.
 */
export class Connect extends Context.Service<
  Connect,
  {
    /** Whether what one request began another may go on with: false in a Worker. */
    readonly shared: boolean
    readonly open: Effect.Effect<PgConnection.PgConnection, SqlError.SqlError, Scope.Scope>
    /** Ends the transaction of a read whose answer stands, without waiting for COMMIT; the session goes back. */
    readonly endRead: (
      session: PgConnection.PgConnection,
      giveBack: Effect.Effect<void>
    ) => Effect.Effect<void>
  }
>()("azals/postgres/Connect") {
  static readonly layerPool = (options: {
    readonly url: Redacted.Redacted
    readonly maxConnections: number
  }) =>
    Layer.effect(
      Connect,
      Effect.gen(function* () {
        const pool = yield* PgPool.make({
          ...sessionsOf(options.url),
          multiplexConcurrency: 1,
          maxConnections: options.maxConnections,
          minConnections: Math.min(4, options.maxConnections)
        })
        const reads = yield* endedReads
        return Connect.of({
          shared: true,
          open: Effect.map(pool.get, (session) => {
            reads.follow(session)
            return session
          }),
          endRead: (read, giveBack) => Effect.andThen(reads.add(read), giveBack)
        })
      })
    )

  /** Lends the sessions of the running request: see `withRequestSessions`. Outside one, each unit opens its own. */
  static readonly layerPerRequest = (url: Redacted.Redacted) =>
    Layer.succeed(
      Connect,
      Connect.of({
        shared: false,
        open: Effect.flatMap(
          RequestSessions,
          (pool) => pool?.get ?? PgConnection.make({ ...sessionsOf(url), prepare: false })
        ),
        endRead: (read, giveBack) =>
          Effect.asVoid(
            Effect.forkDetach(Effect.ensuring(commit(read), giveBack), { startImmediately: true })
          )
      })
    )
}

/**
 * Runs one request with sessions that no other request sees: opened when its first unit wants one, used by its units
 * one after the other, closed with the request's scope. Nothing is opened for a request that asks for no data.
 */
export const withRequestSessions =
  (url: Redacted.Redacted) =>
  <A, E, R>(request: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Scope.Scope> =>
    Effect.flatMap(
      PgPool.make({ ...sessionsOf(url), prepare: false, multiplexConcurrency: 1, maxConnections: 4 }),
      (pool) => Effect.provideService(request, RequestSessions, pool)
    ).pipe(Effect.catchTag("SqlError", Effect.die))

const RequestSessions = Context.Reference<PgPool.PgPool | undefined>("azals/postgres/RequestSessions", {
  defaultValue: () => undefined
})

const sessionsOf = (url: Redacted.Redacted) => ({ url, multiplex: true, applicationName: "azalscore" })
