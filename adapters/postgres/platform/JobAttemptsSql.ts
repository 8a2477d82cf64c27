import { Duration, Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { JobFault } from "../../../domain/platform/jobs/model/index.ts"
import { ActorId } from "../../../domain/shared/TenantScope.ts"
import { JobAttempts, type JobEnding, type JobLease } from "../../../ports/platform/JobAttempts.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

/** Every statement is conditional on the turn or the lease: a worker that was thought dead changes nothing. */
export const jobAttemptsLayer = Layer.effect(
  JobAttempts,
  Effect.map(TenantSql, ({ statements }) =>
    JobAttempts.of({
      begin: ({ jobId, turn }, lease) =>
        statements(({ sql, tenantId }) =>
          SqlSchema.findOneOption({
            Request: Schema.Void,
            Result: Begun,
            execute:
              () => sql`update azals.job set status = 'running', lease = ${lease}, attempts = attempts + 1,
                started_at = now(), version = version + 1
              where tenant_id = ${tenantId} and id = ${jobId} and turn = ${turn} and status in ('queued', 'running')
              returning kind, payload, attempts as attempt, max_attempts as "maxAttempts",
                cancel_requested as "cancelRequested", requested_by as "requestedBy", request_id as "requestId",
                trace_parent as "traceParent"`
          })(undefined)
        ).pipe(Effect.orDie),
      report: (lease, progress, message) =>
        statements(
          ({ sql, ...unit }) => sql`update azals.job set progress = ${progress}, message = ${message}
            where ${ours({ sql, ...unit }, lease)} returning true as ours`
        ).pipe(Effect.map((rows) => rows.length === 1)),
      end: (lease, ending) =>
        statements(
          ({
            sql,
            ...unit
          }) => sql`update azals.job set lease = null, version = version + 1, ${step(sql, ending)}
            where ${ours({ sql, ...unit }, lease)} returning true as ours`
        ).pipe(Effect.map((rows) => rows.length === 1))
    })
  )
)

const Begun = Schema.Struct({
  kind: Schema.String,
  payload: Schema.Json,
  attempt: Schema.Int,
  maxAttempts: Schema.Int,
  cancelRequested: Schema.Boolean,
  requestedBy: ActorId,
  requestId: Schema.String,
  traceParent: Schema.NullOr(Schema.String)
})

type Sql = TenantStatements["sql"]

const ours = ({ sql, tenantId }: TenantStatements, { jobId, lease }: JobLease) =>
  sql`tenant_id = ${tenantId} and id = ${jobId} and lease = ${lease} and status = 'running'`

const step = (sql: Sql, ending: JobEnding) => {
  switch (ending._tag) {
    case "Done":
      return sql`status = 'done', ended_at = now(), progress = 1, failure = null,
        result = ${JSON.stringify(ending.result)}::jsonb`
    case "Failed":
      return sql`status = 'failed', ended_at = now(), failure = ${written(ending.failure)}::jsonb,
        attempts = least(attempts, max_attempts)`
    case "Cancelled":
      return sql`status = 'cancelled', ended_at = now()`
    case "Retry":
      return sql`status = 'queued', turn = turn + 1, failure = ${written(ending.failure)}::jsonb,
        next_attempt_at = case when cancel_requested then now()
          else now() + ${Duration.toMillis(ending.after)} * interval '1 millisecond' end`
    case "Released":
      return sql`status = 'queued', attempts = attempts - 1`
  }
}

const written = Schema.encodeSync(Schema.fromJsonString(JobFault))
