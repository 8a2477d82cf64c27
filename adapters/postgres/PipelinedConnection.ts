import type { PgConnection } from "@effect/sql-pg"
import { Effect, Stream } from "effect"
import type { SqlConnection } from "effect/sql"

/**
 * The driver's session as `effect/sql` wants it. The session is opened with `multiplex`, and one unit of work holds it
 * alone: statements issued without waiting leave in one write, in order, and that saves a round trip each.
 */
export const pipelined = (session: PgConnection.PgConnection): SqlConnection.Connection => {
  const run = (sql: string, params: ReadonlyArray<unknown>, prepare: boolean) =>
    Effect.map(session.query(sql, params, prepare), (result) => result.rows)
  return {
    execute: (sql, params, transform) =>
      transform === undefined ? run(sql, params, true) : Effect.map(run(sql, params, true), transform),
    executeUnprepared: (sql, params, transform) =>
      transform === undefined ? run(sql, params, false) : Effect.map(run(sql, params, false), transform),
    executeRaw: (sql, params) => session.query(sql, params),
    executeValues: (sql, params) => session.queryValues(sql, params),
    executeValuesUnprepared: (sql, params) => session.queryValues(sql, params, false),
    executeStream: (sql, params, transform) =>
      transform === undefined
        ? session.stream(sql, params)
        : Stream.mapArray(session.stream(sql, params), (rows) => {
            const [first, ...rest] = transform(rows)
            return first === undefined ? rows : [first, ...rest]
          })
  }
}
