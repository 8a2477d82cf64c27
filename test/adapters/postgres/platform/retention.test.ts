import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { uuidV7 } from "../../../../adapters/ids/UuidV7.ts"
import { eventLogLayer } from "../../../../adapters/postgres/platform/EventLogSql.ts"
import { retentionLineLayer } from "../../../../adapters/postgres/platform/RetentionLineSql.ts"
import { retentionStoreLayer } from "../../../../adapters/postgres/platform/RetentionSql.ts"
import { TenantSql } from "../../../../adapters/postgres/TenantSql.ts"
import { retentionRound } from "../../../../adapters/queue/retention.ts"
import type { JobId, JobStatus } from "../../../../domain/platform/jobs/model/index.ts"
import { requestJob } from "../../../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { EventLog } from "../../../../ports/platform/EventLog.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { Retention } from "../../../../ports/platform/Retention.ts"
import { RetentionLine } from "../../../../ports/platform/RetentionLine.ts"
import { EngineSql } from "../../../../adapters/postgres/EngineSql.ts"
import { jobWorld } from "../../../support/jobs/jobWorld.ts"
import { timedKind } from "../../../support/jobs/testKinds.ts"
import { pastEvent } from "../../../support/pastEvent.ts"
import { freshTenant } from "../../../support/tenants.ts"

const world = Layer.mergeAll(retentionStoreLayer, retentionLineLayer, eventLogLayer).pipe(
  Layer.provideMerge(jobWorld)
)

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const kept = { ended: Duration.days(30), dead: Duration.days(365) }

/** A job in a state, ended so long ago where it is a state of ended ones. */
const jobIn = Effect.fnUntraced(function* (status: JobStatus, days = 0) {
  const id: JobId = yield* requestJob(timedKind, { milliseconds: 1 })
  const { statements } = yield* TenantSql
  const ended = status === "done" || status === "failed" || status === "cancelled"
  const lease = status === "running" ? uuidV7() : null
  yield* statements(
    ({ sql, tenantId }) => sql`update azals.job set status = ${status}, lease = ${lease}::uuid,
        requested_at = now() - ${days} * interval '1 day',
        ended_at = case when ${ended} then now() - ${days} * interval '1 day' end
      where tenant_id = ${tenantId} and id = ${id}`
  )
  return id
})

const jobsLeft = Effect.flatMap(JobStore, ({ list }) =>
  list({ statuses: [], kind: Option.none(), after: Option.none(), limit: 100 })
)

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("retention", (it) => {
  it.effect("forgets jobs that ended long ago, dead letters much later, and open ones never", () =>
    Effect.gen(function* () {
      const { forgetJobs } = yield* Retention
      yield* jobIn("done", 31)
      yield* jobIn("cancelled", 31)
      yield* jobIn("failed", 366)
      const stay = [
        yield* jobIn("done", 29),
        yield* jobIn("cancelled", 29),
        yield* jobIn("failed", 364),
        yield* jobIn("requested", 900),
        yield* jobIn("queued", 900),
        yield* jobIn("running", 900)
      ]
      assert.strictEqual(yield* forgetJobs(kept, 2), 2)
      assert.strictEqual(yield* forgetJobs(kept, 2), 1)
      assert.strictEqual(yield* forgetJobs(kept, 2), 0)
      const left = yield* jobsLeft
      assert.sameMembers(
        left.map(({ id }) => id),
        stay
      )
    }).pipe(forCompany)
  )

  it.effect("forgets nothing on the day it ended, whatever it is told", () =>
    Effect.gen(function* () {
      const { forgetEvents, forgetJobs } = yield* Retention
      const none = Duration.zero
      yield* jobIn("done")
      const { publish } = yield* Events
      yield* publish({ type: "test.thing.happened", entityId: "1", payload: null })
      assert.strictEqual(yield* forgetJobs({ ended: none, dead: none }, 10), 0)
      assert.strictEqual(yield* forgetEvents(none, 10), 0)
    }).pipe(forCompany)
  )

  it.effect("forgets the unfinished file of a job that is gone, and keeps a finished one", () =>
    Effect.gen(function* () {
      const { forgetJobs } = yield* Retention
      const { statements } = yield* TenantSql
      const job = yield* jobIn("cancelled", 31)
      const file = (state: string) =>
        statements(
          ({ sql, tenantId }) => sql`insert into azals.file
            (tenant_id, id, name, content_type, readable_with, job_id, state, size, sha256)
            values (${tenantId}, ${uuidV7()}, ${state}, 'text/plain', 'files:read', ${job}, ${state},
              case when ${state} = 'ready' then 0 end, case when ${state} = 'ready' then sha256('') end)`
        )
      yield* file("writing")
      yield* file("ready")
      assert.strictEqual(yield* forgetJobs(kept, 10), 1)
      const names = yield* statements(({ sql, tenantId }) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ name: Schema.String }),
          execute: () => sql`select name from azals.file where tenant_id = ${tenantId}`
        })(undefined)
      )
      assert.deepStrictEqual(names, [{ name: "ready" }])
    }).pipe(forCompany)
  )

  it.effect("forgets old events from the first on, up to the first that is young, and says how far", () =>
    Effect.gen(function* () {
      const { forgetEvents } = yield* Retention
      const { after, forgotten } = yield* EventLog
      yield* Effect.forEach([91, 91, 91, 1, 91, 1], (days) => pastEvent(days))
      assert.strictEqual(yield* forgetEvents(Duration.days(90), 2), 2)
      assert.strictEqual(yield* forgotten, 2)
      assert.strictEqual(yield* forgetEvents(Duration.days(90), 2), 1)
      assert.strictEqual(yield* forgetEvents(Duration.days(90), 2), 0)
      const query = { limit: 10, contexts: ["test"] }
      const rest = yield* after({ ...query, after: 3 })
      assert.deepStrictEqual(
        rest.events.map(({ seq }) => seq),
        [4, 5, 6]
      )
      assert.deepStrictEqual(yield* after({ ...query, after: undefined }), rest)
      const missed = yield* Effect.flip(after({ ...query, after: 2 }))
      assert.deepInclude(missed, { _tag: "EventsForgotten", after: 2, oldestAfter: 3 })
    }).pipe(forCompany)
  )

  it.effect("gives no number twice when every event is forgotten", () =>
    Effect.gen(function* () {
      const { forgetEvents } = yield* Retention
      const { head } = yield* EventLog
      yield* Effect.forEach([91, 91], (days) => pastEvent(days))
      assert.strictEqual(yield* forgetEvents(Duration.days(90), 10), 2)
      yield* pastEvent(0)
      assert.strictEqual(yield* head, 3)
    }).pipe(forCompany)
  )

  it.effect("touches the acting company alone", () =>
    Effect.gen(function* () {
      const other = yield* freshTenant
      yield* Effect.provideService(jobIn("done", 31), TenantScope, other)
      const { forgetJobs } = yield* Retention
      assert.strictEqual(yield* forgetJobs(kept, 10).pipe(forCompany), 0)
      assert.lengthOf(yield* Effect.provideService(jobsLeft, TenantScope, other), 1)
    })
  )

  it.effect("erases what a provider's notification said long after its end, and keeps that it came", () =>
    Effect.gen(function* () {
      const { forgetNotificationBodies } = yield* Retention
      const connection = uuidV7()
      const { statements } = yield* TenantSql
      yield* statements(
        ({ sql, tenantId }) => sql`insert into azals.provider_connection
          (tenant_id, id, provider, environment, label, settings, state, secret_names)
          values (${tenantId}, ${connection}, 'swan', 'simulation', 'Swan', '{}', 'enabled', '{}')`
      )
      const notified = (eventId: string, state: string, days: number) =>
        statements(
          ({ sql, tenantId }) => sql`insert into azals.notification
            (tenant_id, id, connection_id, provider, event_id, type, origin, state, body, next_attempt_at, ended_at)
            values (${tenantId}, ${uuidV7()}, ${connection}, 'swan', ${eventId}, 't', 'delivered', ${state}, 'said',
              case when ${state} = 'retrying' then now() end,
              case when ${state} <> 'retrying' then now() - ${days} * interval '1 day' end)`
        )
      for (const [eventId, state, days] of [
        ["old", "processed", 91],
        ["dead", "dead", 91],
        ["young", "processed", 89],
        ["open", "retrying", 900]
      ] as const) {
        yield* notified(eventId, state, days)
      }
      assert.strictEqual(yield* forgetNotificationBodies(Duration.days(90), 1), 1)
      assert.strictEqual(yield* forgetNotificationBodies(Duration.days(90), 10), 1)
      assert.strictEqual(yield* forgetNotificationBodies(Duration.zero, 10), 1, "nothing that is open")
      const left = yield* statements(
        ({ sql, tenantId }) => sql`select event_id from azals.notification where tenant_id = ${tenantId}`
      )
      assert.lengthOf(left, 4)
    }).pipe(forCompany)
  )

  it.effect(
    "forgets processes years after their end, with their steps, and never those that still go on",
    () =>
      Effect.gen(function* () {
        const { forgetProcesses } = yield* Retention
        const { statements } = yield* TenantSql
        const processOf = (state: string, days: number, part: { readonly looked: boolean }) =>
          statements(({ sql, tenantId }) =>
            Effect.gen(function* () {
              const id = uuidV7()
              const ended = state === "completed" || state === "compensated"
              yield* sql`insert into azals.process (tenant_id, id, definition, definition_version, business_key, label,
                input, request_hash, state, wake_at, ended_at)
              values (${tenantId}, ${id}, 'suite.pay', 1, ${id}, 'F-1', '{}', ''::bytea, ${state},
                case when ${!part.looked} then now() end,
                case when ${ended} then now() - ${days} * interval '1 day' end)`
              yield* sql`insert into azals.process_step (tenant_id, process_id, position, name, kind, phase)
              values (${tenantId}, ${id}, 0, 'order', 'operation', 'done')`
              yield* sql`insert into azals.process_moment (tenant_id, process_id, what)
              values (${tenantId}, ${id}, 'started')`
              yield* sql`insert into azals.process_signal (tenant_id, process_id) values (${tenantId}, ${id})`
            })
          )
        const years = Duration.days(3653)
        yield* processOf("completed", 3654, { looked: true })
        yield* processOf("compensated", 3654, { looked: true })
        yield* processOf("completed", 3652, { looked: true })
        yield* processOf("completed", 3654, { looked: false })
        yield* processOf("failed", 3654, { looked: true })
        assert.strictEqual(yield* forgetProcesses(years, 1), 1)
        assert.strictEqual(yield* forgetProcesses(years, 10), 1)
        yield* processOf("completed", 89, { looked: true })
        assert.strictEqual(
          yield* forgetProcesses(Duration.zero, 10),
          1,
          "its key is not free for three months"
        )
        for (const table of ["process", "process_step", "process_moment", "process_signal"]) {
          const left = yield* statements(
            ({ sql, tenantId }) => sql`select 1 from azals.${sql(table)} where tenant_id = ${tenantId}`
          )
          assert.lengthOf(left, 3, table)
        }
      }).pipe(forCompany)
  )

  it.effect("lets nobody delete jobs, events and processes otherwise", () =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      for (const table of ["job", "outbox", "process", "notification"]) {
        const refused = yield* Effect.exit(
          statements(
            ({ sql, tenantId }) => sql`delete from azals.${sql(table)} where tenant_id = ${tenantId}`
          )
        )
        assert.strictEqual(refused._tag, "Failure")
      }
    }).pipe(forCompany)
  )

  it.effect("looks at each company once a day, in batches, until nothing old is left", () =>
    Effect.gen(function* () {
      const engine = yield* EngineSql
      const scope = yield* freshTenant
      const count = 620
      const { statements } = yield* TenantSql
      const own = <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.provideService(work, TenantScope, scope)
      yield* own(
        statements(
          ({ sql, tenantId }) => sql`insert into azals.job
            (tenant_id, id, kind, status, payload, max_attempts, ended_at)
            select ${tenantId}, gen_random_uuid(), 'test', 'done', '{}', 1, now() - interval '40 days'
            from generate_series(1, ${count})`
        )
      )
      const round = retentionRound({
        jobs: kept,
        events: Duration.days(90),
        deliveries: Duration.days(30),
        notificationBodies: Duration.days(90),
        processes: Duration.days(3653)
      })
      yield* round
      assert.lengthOf(yield* own(jobsLeft), 0)
      const { due } = yield* RetentionLine
      const waiting = yield* due(Duration.days(1), 1000)
      assert.notInclude(
        waiting.map(({ tenantId }) => tenantId),
        scope.tenantId
      )
      yield* own(jobIn("done", 40))
      yield* round
      assert.lengthOf(yield* own(jobsLeft), 1)
      yield* engine`update retention set looked_at = now() - interval '25 hours' where tenant_id = ${scope.tenantId}`
      yield* round
      assert.lengthOf(yield* own(jobsLeft), 0)
    })
  )
})
