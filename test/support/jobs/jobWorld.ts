import { Context, Effect, Layer, type Redacted, Schedule, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { jobLineLayer } from "../../../adapters/postgres/platform/JobLineSql.ts"
import { outboxLineLayer } from "../../../adapters/postgres/platform/OutboxLineSql.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import type { Job, JobId } from "../../../domain/platform/jobs/model/index.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { jobPorts } from "./jobPorts.ts"
import { ownDatabase } from "./ownDatabase.ts"
import { probeTable } from "./testKinds.ts"

/** Where the workers of a test find its database. */
export class JobDatabase extends Context.Service<JobDatabase, { readonly url: Redacted.Redacted }>()(
  "test/JobDatabase"
) {}

/** A database of its own with the ports of jobs on it. */
export const jobWorld = Layer.unwrap(
  Effect.map(Effect.orDie(ownDatabase(probeTable)), ({ service: url }) =>
    Layer.mergeAll(jobPorts, jobLineLayer, outboxLineLayer).pipe(
      Layer.provideMerge(TenantSql.layer),
      Layer.provide(Connect.layerPool({ url, maxConnections: 8 })),
      Layer.provideMerge(EngineSql.layer({ url, maxConnections: 4 })),
      Layer.provideMerge(Layer.succeed(JobDatabase, JobDatabase.of({ url })))
    )
  )
)

/** Looks again and again until the answer is as wanted; the test's own time limit ends a vain wait. */
export const eventually = <A, E, R>(look: Effect.Effect<A, E, R>, wanted: (answer: A) => boolean) =>
  Effect.repeat(look, { until: wanted, schedule: Schedule.spaced("50 millis") })

/** Waits until the job is in a state from which it does not move by itself. */
export const endOf = (id: JobId) =>
  eventually(
    Effect.flatMap(JobStore, (store) => store.byId(id)),
    ({ status }: Job) => status === "done" || status === "failed" || status === "cancelled"
  )

/** What the test kinds noted of the company's jobs, in order. */
export const notes = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(({ sql, tenantId }) =>
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Schema.Struct({ jobId: Schema.String, what: Schema.String, worker: Schema.Int }),
      execute: () => sql`select job_id as "jobId", what, worker from azals.job_probe
        where tenant_id = ${tenantId} order by id`
    })(undefined)
  )
).pipe(Effect.orDie)

/** The company's events of jobs: type and job id, in order. */
export const jobEvents = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(({ sql, tenantId }) =>
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Schema.Struct({ type: Schema.String, jobId: Schema.String }),
      execute: () => sql`select type, entity_id as "jobId" from azals.outbox
        where tenant_id = ${tenantId} and type like 'jobs.%' order by seq`
    })(undefined)
  )
).pipe(Effect.orDie)
