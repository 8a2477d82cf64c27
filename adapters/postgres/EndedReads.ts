import type { PgConnection } from "@effect/sql-pg"
import { Duration, Effect, type Scope } from "effect"

/**
 * Sessions of a pool whose read has its answer, and whose COMMIT is still to be sent. It leaves with the session's
 * next statement, in one write, or after five milliseconds without one: a write of its own costs a read a tenth of
 * its time.
 */
export const endedReads: Effect.Effect<EndedReads, never, Scope.Scope> = Effect.gen(function* () {
  const scope = yield* Effect.scope
  const run = Effect.runForkWith(yield* Effect.context())
  const ended = new Set<PgConnection.PgConnection>()
  let waiting = false

  /** In a fiber of its own: whoever takes the session may be interrupted before the COMMIT has left. */
  const follow = (session: PgConnection.PgConnection) => {
    if (ended.delete(session)) run(commit(session))
  }

  const followAll = Effect.sync(() => {
    waiting = false
    for (const session of ended) follow(session)
  })

  const add = (session: PgConnection.PgConnection) =>
    Effect.suspend(() => {
      ended.add(session)
      if (waiting) return Effect.void
      waiting = true
      return Effect.asVoid(Effect.forkIn(Effect.andThen(Effect.sleep(longest), followAll), scope))
    })

  return { add, follow }
})

export interface EndedReads {
  /** The session's read has ended, and its holder gives it back. */
  readonly add: (session: PgConnection.PgConnection) => Effect.Effect<void>
  /** The session has a new holder: what it sends next follows the COMMIT. */
  readonly follow: (session: PgConnection.PgConnection) => void
}

/** A COMMIT of a read that fails has lost its session, and nothing with it. */
export const commit = (session: PgConnection.PgConnection) => Effect.ignore(session.query("COMMIT"))

const longest = Duration.millis(5)
