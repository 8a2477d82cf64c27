import { Duration, Effect, Layer, Schema } from "effect"
import { Snowflake } from "effect/cluster"
import { type SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { JobId } from "../../../domain/platform/jobs/model/index.ts"
import { TenantId } from "../../../domain/shared/TenantScope.ts"
import { JobLine } from "../../../ports/platform/JobLine.ts"
import { EngineSql } from "../EngineSql.ts"

export const jobLineLayer = Layer.effect(
  JobLine,
  Effect.map(EngineSql, (sql) =>
    JobLine.of({
      requested: (limit) =>
        pointers(sql`select ${columns(sql)} from job_pointer where status = 'requested'
          order by position limit ${limit}`),
      inFlight: count(sql`select count(*)::int as count from job_pointer where admitted_at is not null`),
      next: ({ free, perTenant }) => pointers(nextInTurn(sql, free, perTenant)),
      admitted: (admitted) =>
        sql`update job_pointer p set admitted_at = now()
          from jsonb_to_recordset(${JSON.stringify(admitted)}::jsonb) as a("tenantId" uuid, "jobId" uuid, turn integer)
          where p.tenant_id = a."tenantId" and p.job_id = a."jobId" and p.turn = a.turn`.pipe(
          Effect.asVoid,
          Effect.orDie
        ),
      stalled: (age) =>
        pointers(sql`select ${columns(sql)} from job_pointer
          where status = 'queued' and admitted_at < now() - ${milliseconds(sql, age)}`),
      cancellations: pointers(
        sql`select ${columns(sql)} from job_pointer where cancel_requested order by position`
      ),
      forget: (age) =>
        count(sql`with message as (
            delete from cluster_messages
            where processed and coalesce(last_read, ${madeAt(sql)}) < localtimestamp - ${milliseconds(sql, age)}
            returning id
          ), reply as (
            delete from cluster_replies where request_id in (select id from message)
          ) select count(*)::int as count from message`)
    })
  )
)

/**
 * Round robin over the companies that wait: the n-th job that a company has in flight stands behind every company's
 * job number n - 1. The recursive part steps from company to company on the index, however long their lines are.
 */
const nextInTurn = (sql: SqlClient.SqlClient, free: number, perTenant: number) =>
  sql`with recursive waiting as (
      (select tenant_id from job_pointer where admitted_at is null order by tenant_id limit 1)
      union all
      select (select p.tenant_id from job_pointer p where p.admitted_at is null and p.tenant_id > w.tenant_id
        order by p.tenant_id limit 1)
      from waiting w where w.tenant_id is not null
    ), busy as (
      select tenant_id, count(*) as jobs from job_pointer where admitted_at is not null group by tenant_id
    )
    select job.tenant_id as "tenantId", job.job_id as "jobId", job.turn
    from waiting
    left join busy using (tenant_id)
    cross join lateral (
      select p.*, row_number() over (order by p.position) as nth from job_pointer p
      where p.tenant_id = waiting.tenant_id and p.admitted_at is null and p.status = 'queued'
        and p.available_at <= now()
      order by p.position limit greatest(0, ${perTenant} - coalesce(busy.jobs, 0))
    ) job
    order by coalesce(busy.jobs, 0) + job.nth, job.position
    limit ${free}`

/** A message that was delivered at once is never marked as read: its id is a snowflake, which tells when it was made. */
const madeAt = (sql: SqlClient.SqlClient) =>
  sql`to_timestamp(((id >> 22) + ${Snowflake.constEpochMillis}) / 1000.0)::timestamp`

const columns = (sql: SqlClient.SqlClient) => sql.literal(`tenant_id as "tenantId", job_id as "jobId", turn`)

const milliseconds = (sql: SqlClient.SqlClient, age: Duration.Duration) =>
  sql`${Duration.toMillis(age)} * interval '1 millisecond'`

type Rows = Effect.Effect<ReadonlyArray<unknown>, SqlError.SqlError>

const pointers = (rows: Rows) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ tenantId: TenantId, jobId: JobId, turn: Schema.Int }),
    execute: () => rows
  })(undefined).pipe(Effect.orDie)

const count = (rows: Rows) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ count: Schema.Int }),
    execute: () => rows
  })(undefined).pipe(
    Effect.map((row) => row.count),
    Effect.orDie
  )
