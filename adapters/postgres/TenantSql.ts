import { PgClient, type PgConnection } from "@effect/sql-pg"
import { Cause, Context, Duration, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, SqlError } from "effect/sql"
import { type TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { Connect } from "./Connect.ts"
import { pipelined } from "./PipelinedConnection.ts"

/** What a statement needs: the client, and the tenant that its SQL names beside the row-level policy. */
export interface TenantStatements {
  readonly sql: SqlClient.SqlClient
  readonly tenantId: TenantId
}

/**
 * The one door to tenant tables. A unit of work is one transaction under the powerless role `azals_app`, bound to the
 * acting tenant; both end with the transaction.
 *
 * `statements` joins the running unit, or opens one for itself. `atomic` is the boundary of a use case: outermost it
 * is the unit, within one it is a savepoint, so that a failure undoes its part only. A second tenant inside a unit
 * dies. A `SqlError` that nobody turned into a fact is a defect.
 */
export class TenantSql extends Context.Service<
  TenantSql,
  {
    readonly statements: <A, E, R>(
      work: (unit: TenantStatements) => Effect.Effect<A, E | SqlError.SqlError, R>
    ) => Effect.Effect<A, Exclude<E, SqlError.SqlError>, R | TenantScope>
    readonly atomic: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R | TenantScope>
  }
>()("azals/postgres/TenantSql") {
  static readonly layer = Layer.effect(
    TenantSql,
    Effect.gen(function* () {
      const { open } = yield* Connect
      const sql = yield* clientOfUnits
      const unit = makeUnit(open)

      const statements = <A, E, R>(
        work: (unit: TenantStatements) => Effect.Effect<A, E | SqlError.SqlError, R>
      ): Effect.Effect<A, Exclude<E, SqlError.SqlError>, R | TenantScope> =>
        Effect.gen(function* () {
          const { tenantId } = yield* TenantScope
          const current = yield* CurrentUnit
          const run = Effect.suspend(() => work({ sql, tenantId }))
          return yield* current === undefined ? unit(run) : sameTenant(current, tenantId, run)
        }).pipe(Effect.catch(factsOnly))

      const atomic = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | TenantScope> =>
        Effect.gen(function* () {
          const { tenantId } = yield* TenantScope
          const current = yield* CurrentUnit
          if (current === undefined) return yield* unit(work)
          return yield* sameTenant(current, tenantId, withSavepoint(current, work))
        })

      return TenantSql.of({ statements, atomic })
    })
  )
}

interface Unit {
  readonly tenantId: TenantId
  readonly session: PgConnection.PgConnection
  depth: number
}

/** The unit of work this fiber is in, if any. */
const CurrentUnit = Context.Reference<Unit | undefined>("azals/postgres/CurrentUnit", {
  defaultValue: () => undefined
})

/** A client whose statements run on the session of the running unit, and nowhere else. */
const clientOfUnits = SqlClient.make({
  acquirer: Effect.flatMap(CurrentUnit, (unit) =>
    unit === undefined ? Effect.die("SQL outside a unit of work") : Effect.succeed(pipelined(unit.session))
  ),
  compiler: PgClient.makeCompiler(),
  driver: "pg",
  spanAttributes: [["db.system.name", "postgresql"]]
}).pipe(Effect.provide(Reactivity.layer))

const bind = `select set_config('role', 'azals_app', true), set_config('azals.tenant_id', $1, true),
  set_config('azals.actor_kind', $2, true), set_config('azals.actor_id', $3, true),
  set_config('azals.request_id', $4, true), set_config('statement_timeout', '15s', true)`

const makeUnit =
  (open: Connect["Service"]["open"]) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | TenantScope> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const acting = yield* TenantScope
        const lease = yield* Scope.make()
        return yield* restore(Effect.orDie(Scope.provide(open, lease))).pipe(
          Effect.flatMap((session) => inTransaction(session, acting, restore(work))),
          Effect.onExit((exit) => Scope.close(lease, exit))
        )
      })
    ).pipe(retryConflicts)

/**
 * BEGIN, the binding and the first statement of the work leave in one write. Should BEGIN or the binding fail, every
 * later statement fails with it: the transaction is aborted, and outside one the login may do nothing.
 */
const inTransaction = <A, E, R>(
  session: PgConnection.PgConnection,
  acting: TenantScope["Service"],
  work: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const begun = yield* start(session.query("BEGIN"))
    const { actorId, actorKind, requestId, tenantId } = acting
    const bound = yield* start(session.query(bind, [tenantId, actorKind, actorId, requestId]))
    const exit = yield* Effect.exit(Effect.provideService(work, CurrentUnit, { tenantId, session, depth: 0 }))
    const opened = yield* Effect.exit(Effect.andThen(Fiber.join(begun), Fiber.join(bound)))
    if (Exit.isSuccess(opened) && Exit.isSuccess(exit)) {
      yield* commit(session)
      return exit.value
    }
    yield* Effect.ignore(session.query("ROLLBACK"))
    return yield* Exit.isFailure(opened) ? Effect.die(Cause.squash(opened.cause)) : exit
  })

/** Issues a statement now, without waiting for its answer. */
const start = <A, E>(statement: Effect.Effect<A, E>) =>
  Effect.forkChild(statement, { startImmediately: true })

/** PostgreSQL answers `ROLLBACK` to the `COMMIT` of an aborted transaction: that is a failure. */
const commit = (session: PgConnection.PgConnection) =>
  Effect.flatMap(Effect.orDie(session.query("COMMIT")), (result) =>
    result.command === "COMMIT" ? Effect.void : Effect.die("COMMIT of an aborted transaction")
  )

/** A database error that nobody turned into a fact is a defect. */
const factsOnly = <E>(error: E): Effect.Effect<never, Exclude<E, SqlError.SqlError>> =>
  isFact(error) ? Effect.fail(error) : Effect.die(error)

const isFact = <E>(error: E): error is Exclude<E, SqlError.SqlError> => !SqlError.isSqlError(error)

const sameTenant = <A, E, R>(unit: Unit, tenantId: TenantId, work: Effect.Effect<A, E, R>) =>
  unit.tenantId === tenantId ? work : Effect.die("a unit of work has one tenant")

const withSavepoint = <A, E, R>(unit: Unit, work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const name = `unit_${++unit.depth}`
      const opened = yield* start(unit.session.query(`SAVEPOINT ${name}`))
      const exit = yield* Effect.exit(restore(work))
      yield* Effect.orDie(Fiber.join(opened))
      yield* Effect.orDie(
        unit.session.query(Exit.isSuccess(exit) ? `RELEASE ${name}` : `ROLLBACK TO ${name}`)
      )
      return yield* exit
    })
  )

/** A deadlock or serialisation failure undid the whole unit, so the whole unit may run again: three times at most. */
const retryConflicts = <A, E, R>(unit: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
  const attempt = (left: number): Effect.Effect<A, E, R> =>
    left === 0
      ? unit
      : Effect.catchCauseIf(unit, isConflict, () =>
          Effect.andThen(Effect.sleep(Duration.millis(5 * 4 ** (3 - left))), attempt(left - 1))
        )
  return attempt(3)
}

const isConflict = (cause: Cause.Cause<unknown>): boolean =>
  cause.reasons.some((reason) => {
    const error = Cause.isDieReason(reason)
      ? reason.defect
      : Cause.isFailReason(reason)
        ? reason.error
        : undefined
    return (
      SqlError.isSqlError(error) &&
      (error.reason._tag === "DeadlockError" || error.reason._tag === "SerializationError")
    )
  })
