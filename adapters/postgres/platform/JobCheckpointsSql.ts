import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { JobId } from "../../../domain/platform/jobs/model/index.ts"
import { JobCheckpoints } from "../../../ports/platform/JobCheckpoints.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const jobCheckpointsLayer = Layer.effect(
  JobCheckpoints,
  Effect.map(TenantSql, ({ statements }) =>
    JobCheckpoints.of({
      last: (job) => statements((unit) => Effect.orDie(contentOf(unit, job))),
      keep: (job, checkpoint) =>
        statements(
          ({ sql, tenantId }) => sql`insert into azals.job_checkpoint (tenant_id, job_id, content)
            values (${tenantId}, ${job}, ${JSON.stringify(checkpoint)}::jsonb)
            on conflict (tenant_id, job_id) do update set content = excluded.content`
        ).pipe(Effect.asVoid),
      forget: (job) =>
        statements(
          ({ sql, tenantId }) => sql`delete from azals.job_checkpoint c using azals.job j
            where c.tenant_id = ${tenantId} and j.tenant_id = ${tenantId} and j.id = c.job_id
              and (j.id = ${job} or j.status in ('done', 'cancelled'))`
        ).pipe(Effect.asVoid)
    })
  )
)

const contentOf = ({ sql, tenantId }: TenantStatements, job: JobId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct({ content: Schema.Json }),
    execute: () => sql`select content from azals.job_checkpoint
      where tenant_id = ${tenantId} and job_id = ${job}`
  })(undefined).pipe(Effect.map(Option.map(({ content }) => content)))
