import { PgClient, type PgConnection } from "@effect/sql-pg"
import { Cause, Context, Duration, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, SqlError } from "effect/sql"
import { type TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { UnitOfWork } from "../../ports/platform/UnitOfWork.ts"
import { Connect } from "./Connect.ts"
import { pipelined } from "./PipelinedConnection.ts"

/** What a statement needs: the client, and the tenant that its SQL names beside the row-level policy. */
export interface TenantStatements {
  readonly sql: SqlClient.SqlClient
  readonly tenantId: TenantId
  /**
   * Sends a statement whose answer nobody needs, without waiting for it: it leaves with the next one, or with COMMIT.
   * Should it fail, the transaction is aborted and the unit dies with its error.
   */
  readonly issue: (statement: Effect.Effect<unknown, SqlError.SqlError>) => Effect.Effect<void>
}

/**
 * The one door to tenant tables. A unit of work is one transaction under the powerless role `azals_app`, bound to the
 * acting tenant; both end with the transaction.
 *
 * `statements` joins the running unit, or opens one for itself. `write` is the boundary of a use case: outermost it
 * is the unit, within one it is a savepoint, so that a failure undoes its part only. `read` is a unit in which the
 * database refuses writes, and whose COMMIT nobody waits for. A unit is sequential. A second tenant inside a unit
 * dies. A `SqlError` that nobody turned into a fact is a defect.
 */
export class TenantSql extends Context.Service<
  TenantSql,
  {
    readonly statements: <A, E, R>(
      work: (unit: TenantStatements) => Effect.Effect<A, E | SqlError.SqlError, R>
    ) => Effect.Effect<A, Exclude<E, SqlError.SqlError>, R | TenantScope>
    readonly write: UnitOfWork["Service"]["write"]
    readonly writeAtLength: UnitOfWork["Service"]["writeAtLength"]
    readonly read: UnitOfWork["Service"]["read"]
  }
>()("azals/postgres/TenantSql") {
  static readonly layer = Layer.effect(
    TenantSql,
    Effect.gen(function* () {
      const connect = yield* Connect
      const sql = yield* clientOfUnits
      const unit = makeUnit(connect)

      const statements = <A, E, R>(
        work: (unit: TenantStatements) => Effect.Effect<A, E | SqlError.SqlError, R>
      ): Effect.Effect<A, Exclude<E, SqlError.SqlError>, R | TenantScope> =>
        Effect.gen(function* () {
          const { tenantId } = yield* TenantScope
          const current = yield* runningUnit
          const run = Effect.suspend(() => work({ sql, tenantId, issue }))
          return yield* current === undefined ? unit(run, "BEGIN") : sameTenant(current, tenantId, run)
        }).pipe(Effect.catch(factsOnly))

      const write = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | TenantScope> =>
        Effect.gen(function* () {
          const { tenantId } = yield* TenantScope
          const current = yield* runningUnit
          if (current === undefined) return yield* unit(work, "BEGIN")
          return yield* sameTenant(current, tenantId, withSavepoint(current, work))
        })

      const read = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | TenantScope> =>
        Effect.gen(function* () {
          const { tenantId } = yield* TenantScope
          const current = yield* runningUnit
          if (current === undefined) return yield* unit(work, "BEGIN READ ONLY")
          return yield* sameTenant(current, tenantId, work)
        })

      const writeAtLength = <A, E, R>(work: Effect.Effect<A, E, R>) =>
        Effect.provideService(write(work), StatementLimit, "10min")

      return TenantSql.of({ statements, write, writeAtLength, read })
    })
  )
}

/** The same door as the port that use cases and the HTTP adapter know. */
export const unitOfWorkLayer = Layer.effect(
  UnitOfWork,
  Effect.map(TenantSql, ({ read, write, writeAtLength }) => UnitOfWork.of({ read, write, writeAtLength }))
)

interface Unit {
  readonly tenantId: TenantId
  readonly session: PgConnection.PgConnection
  depth: number
  open: boolean
  /** Statements that were sent and not waited for. */
  readonly issued: Array<Fiber.Fiber<unknown, SqlError.SqlError>>
}

type Begin = "BEGIN" | "BEGIN READ ONLY"

/** The unit of work this fiber is in, if any. */
const CurrentUnit = Context.Reference<Unit | undefined>("azals/postgres/CurrentUnit", {
  defaultValue: () => undefined
})

/** How long a statement of a unit may take. */
const StatementLimit = Context.Reference<string>("azals/postgres/StatementLimit", {
  defaultValue: () => "15s"
})

/** A stream or a fiber that outlives its unit must not use a session that others hold by then. */
const runningUnit = Effect.map(CurrentUnit, (unit) => (unit?.open === true ? unit : undefined))

/** A client whose statements run on the session of the running unit, and nowhere else. */
const clientOfUnits = SqlClient.make({
  acquirer: Effect.flatMap(runningUnit, (unit) =>
    unit === undefined ? Effect.die("SQL outside a unit of work") : Effect.succeed(pipelined(unit.session))
  ),
  compiler: PgClient.makeCompiler(),
  driver: "pg",
  spanAttributes: [["db.system.name", "postgresql"]]
}).pipe(Effect.provide(Reactivity.layer))

/** A process that freezes inside a unit would hold its locks for ever: after a minute of silence its session is ended. */
const bind = `select set_config('role', 'azals_app', true), set_config('azals.tenant_id', $1, true),
  set_config('azals.actor_kind', $2, true), set_config('azals.actor_id', $3, true),
  set_config('azals.request_id', $4, true), set_config('statement_timeout', $5, true),
  set_config('idle_in_transaction_session_timeout', '60s', true)`

const makeUnit =
  ({ endRead, open }: Connect["Service"]) =>
  <A, E, R>(work: Effect.Effect<A, E, R>, begin: Begin): Effect.Effect<A, E, R | TenantScope> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const acting = yield* TenantScope
        const limit = yield* StatementLimit
        const lease = yield* Scope.make()
        const session = yield* restore(Effect.orDie(Scope.provide(open, lease)))
        const issued = [
          yield* start(session.query(begin)),
          yield* start(session.query(bind, [...settingsOf(acting), limit]))
        ]
        const unit: Unit = { tenantId: acting.tenantId, session, depth: 0, open: true, issued }
        const exit = yield* Effect.exit(Effect.provideService(restore(work), CurrentUnit, unit))
        unit.open = false
        const giveBack = Scope.close(lease, Exit.void)
        yield* begin === "BEGIN READ ONLY" && Exit.isSuccess(exit)
          ? endRead(session, giveBack)
          : Effect.ensuring(endUnit(unit, Exit.isSuccess(exit)), giveBack)
        return yield* exit
      })
    ).pipe(retryConflicts)

const settingsOf = ({ actorId, actorKind, requestId, tenantId }: TenantScope["Service"]) => [
  tenantId,
  actorKind,
  actorId,
  requestId
]

/**
 * BEGIN, the binding and the first statement of the work left in one write, as do the last issued ones and COMMIT.
 * Had one of them failed, everything after it failed too, and PostgreSQL answers `ROLLBACK` to the `COMMIT`. Outside a
 * transaction the login may do nothing.
 */
const endUnit = ({ issued, session }: Unit, succeeded: boolean) =>
  Effect.gen(function* () {
    const ending = yield* Effect.exit(session.query(succeeded ? "COMMIT" : "ROLLBACK"))
    for (const fiber of issued) yield* Effect.orDie(Fiber.join(fiber))
    const { command } = yield* Effect.orDie(ending)
    if (succeeded && command !== "COMMIT") return yield* Effect.die("COMMIT of an aborted transaction")
  })

/** What `TenantStatements.issue` says. */
const issue = (statement: Effect.Effect<unknown, SqlError.SqlError>) =>
  Effect.gen(function* () {
    const unit = yield* runningUnit
    const fiber = yield* start(statement)
    unit?.issued.push(fiber)
  })

/** Issues a statement now, without waiting for its answer. */
const start = <A, E>(statement: Effect.Effect<A, E>) =>
  Effect.forkChild(statement, { startImmediately: true })

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
      yield* issue(unit.session.query(`SAVEPOINT ${name}`))
      const exit = yield* Effect.exit(restore(work))
      yield* issue(unit.session.query(Exit.isSuccess(exit) ? `RELEASE ${name}` : `ROLLBACK TO ${name}`))
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
