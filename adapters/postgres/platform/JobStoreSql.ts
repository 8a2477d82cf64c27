import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Job, type JobId, statesBefore } from "../../../domain/platform/jobs/model/index.ts"
import { currentTraceParent } from "../../../domain/shared/TraceParent.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const jobStoreLayer = Layer.effect(
  JobStore,
  Effect.map(TenantSql, ({ statements }) =>
    JobStore.of({
      add: ({ id, kind, maxAttempts, payload }) =>
        statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            const trace = yield* currentTraceParent
            yield* sql`insert into azals.job (tenant_id, id, kind, payload, max_attempts, trace_parent)
              values (${tenantId}, ${id}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${maxAttempts},
                ${trace})`
          })
        ),
      byId: (id) =>
        statements((unit) => jobs(unit, unit.sql`id = ${id}`)).pipe(
          Effect.flatMap(([job]) =>
            job === undefined ? Effect.fail(new NotFound({ entity: "Job", id })) : Effect.succeed(job)
          )
        ),
      list: ({ after, kind, limit, statuses }) =>
        statements((unit) => {
          const { sql } = unit
          const filters = [
            ...(statuses.length === 0 ? [] : [sql.in("status", statuses)]),
            ...Option.toArray(Option.map(kind, (name) => sql`kind = ${name}`)),
            ...Option.toArray(Option.map(after, (id) => sql`id < ${id}`))
          ]
          return jobs(unit, sql.and([sql`true`, ...filters]), sql`order by id desc limit ${limit}`)
        }),
      same: (kind, payload, statuses) =>
        statements((unit) => {
          const { sql } = unit
          const alike = sql`kind = ${kind} and payload = ${JSON.stringify(payload)}::jsonb`
          const filter = sql.and([alike, sql.in("status", statuses)])
          return Effect.map(jobs(unit, filter, sql`order by id desc limit 1`), ([job]) =>
            Option.fromUndefinedOr(job)
          )
        }),
      cancel: (id) => statements((unit) => changed(cancelled(unit, id))),
      requeue: (id) => statements((unit) => changed(requeued(unit, id))),
      takeUp: (ids) =>
        statements(
          ({ sql, tenantId }) => sql`update azals.job set status = 'queued', version = version + 1
            where tenant_id = ${tenantId} and ${sql.in("id", ids)} and status = 'requested'`
        ).pipe(Effect.asVoid)
    })
  )
)

const cancelled = ({ sql, tenantId }: TenantStatements, id: JobId) =>
  sql`update azals.job set cancel_requested = true, version = version + 1,
      status = case when status = 'running' then status else 'cancelled' end,
      ended_at = case when status = 'running' then null else now() end
    where tenant_id = ${tenantId} and id = ${id} and ${sql.in("status", statesBefore("cancelled"))}
    returning ${columns(sql)}`

const requeued = ({ sql, tenantId }: TenantStatements, id: JobId) =>
  sql`update azals.job set status = 'requested', version = version + 1, turn = turn + 1, attempts = 0, progress = 0,
      message = null, failure = null, cancel_requested = false, next_attempt_at = now(), started_at = null,
      ended_at = null
    where tenant_id = ${tenantId} and id = ${id} and ${sql.in("status", statesBefore("requested"))}
    returning ${columns(sql)}`

const columns = (sql: TenantStatements["sql"]) =>
  sql.literal(`id, kind, status, progress, message, attempts, max_attempts as "maxAttempts",
    cancel_requested as "cancelRequested", payload, result, failure, requested_by as "requestedBy",
    requested_at as "requestedAt", next_attempt_at as "nextAttemptAt", started_at as "startedAt",
    ended_at as "endedAt", version`)

const Row = Schema.Struct({
  ...Job.fields,
  requestedAt: Schema.DateTimeUtcFromDate,
  nextAttemptAt: Schema.DateTimeUtcFromDate,
  startedAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

type Fragment = ReturnType<TenantStatements["sql"]["and"]>

const jobs = ({ sql, tenantId }: TenantStatements, filter: Fragment, rest: Fragment = sql.literal("")) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () =>
      sql`select ${columns(sql)} from azals.job where tenant_id = ${tenantId} and ${filter} ${rest}`
  })(undefined).pipe(Effect.catchTag("SchemaError", Effect.die))

const changed = <E>(update: Effect.Effect<ReadonlyArray<unknown>, E>) =>
  SqlSchema.findOneOption({ Request: Schema.Void, Result: Row, execute: () => update })(undefined).pipe(
    Effect.catchTag("SchemaError", Effect.die)
  )
