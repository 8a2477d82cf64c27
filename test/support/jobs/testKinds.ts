import { Duration, Effect, Schema } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { JobFailure, jobHandler, jobKind } from "../../../domain/platform/jobs/model/index.ts"

/** Takes some time, and notes each start and each end of its work. */
export const timedKind = jobKind({
  name: "test.timed",
  payload: Schema.Struct({ milliseconds: Schema.Int }),
  permissions: ["accounting:read"],
  maxAttempts: 5
})

/** Fails the first times. */
export const failingKind = jobKind({
  name: "test.failing",
  payload: Schema.Struct({ times: Schema.Int, retryable: Schema.Boolean }),
  permissions: [],
  maxAttempts: 3
})

/** One step that is noted, then one that ends only on the second worker. */
export const steppedKind = jobKind({
  name: "test.stepped",
  payload: Schema.Struct({}),
  permissions: [],
  maxAttempts: 3
})

/** One step that takes its time. */
export const slowStepKind = jobKind({
  name: "test.slow-step",
  payload: Schema.Struct({ milliseconds: Schema.Int }),
  permissions: [],
  maxAttempts: 3
})

/** Never ends by itself. */
export const endlessKind = jobKind({
  name: "test.endless",
  payload: Schema.Struct({}),
  permissions: [],
  maxAttempts: 3
})

/** A kind that no worker has. */
export const orphanKind = jobKind({
  name: "test.orphan",
  payload: Schema.Struct({}),
  permissions: [],
  maxAttempts: 3
})

/** Ends with a defect. */
export const brokenKind = jobKind({
  name: "test.broken",
  payload: Schema.Struct({}),
  permissions: [],
  maxAttempts: 1
})

/** The table in which the test kinds note what they do. */
export const probeTable = [
  `create table azals.job_probe (
    tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
    id bigint generated always as identity, job_id uuid not null, what text not null, worker int not null,
    primary key (tenant_id, id))`,
  `call engine.protect('azals.job_probe', audited => false)`
]

const note = (jobId: string, what: string) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`insert into azals.job_probe (tenant_id, job_id, what, worker)
        values (${tenantId}, ${jobId}, ${what}, ${process.pid})`
    )
  )

const notNow = (retryable: boolean) =>
  new JobFailure({ code: "test.not-now", fr: "Pas maintenant", en: "Not now", retryable })

export const testHandlers = [
  jobHandler(
    timedKind,
    Effect.fnUntraced(function* ({ milliseconds }, run) {
      yield* note(run.id, "started")
      yield* run.progress(0.5, "half way")
      yield* Effect.sleep(Duration.millis(milliseconds))
      yield* note(run.id, "worked")
      return { milliseconds }
    })
  ),
  jobHandler(
    failingKind,
    Effect.fnUntraced(function* ({ retryable, times }, run) {
      if (run.attempt <= times) return yield* notNow(retryable)
      return { attempt: run.attempt }
    })
  ),
  jobHandler(
    steppedKind,
    Effect.fnUntraced(function* (_, run) {
      const first = yield* run.step("first", Schema.Int, Effect.as(note(run.id, "first"), process.pid))
      yield* note(run.id, "second")
      if (first === process.pid) yield* Effect.never
      return { first, second: process.pid }
    })
  ),
  jobHandler(
    slowStepKind,
    Effect.fnUntraced(function* ({ milliseconds }, run) {
      yield* note(run.id, "started")
      const step = Effect.andThen(Effect.sleep(Duration.millis(milliseconds)), note(run.id, "stepped"))
      yield* run.step("slow", Schema.Void, Effect.asVoid(step))
      return null
    })
  ),
  jobHandler(
    endlessKind,
    Effect.fnUntraced(function* (_, run) {
      yield* note(run.id, "started")
      return yield* Effect.never
    })
  ),
  jobHandler(brokenKind, () => Effect.die(new Error("broken on purpose")))
]
