import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Exit, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { uuidV7 } from "../../../../adapters/ids/UuidV7.ts"
import { EngineSql } from "../../../../adapters/postgres/EngineSql.ts"
import { TenantSql } from "../../../../adapters/postgres/TenantSql.ts"
import {
  type JobId,
  JobStatus,
  jobTransitions,
  unexpected
} from "../../../../domain/platform/jobs/model/index.ts"
import { requestJob } from "../../../../domain/platform/jobs/usecases/index.ts"
import type { Permission } from "../../../../domain/shared/Permission.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { JobAttempts, type JobEnding } from "../../../../ports/platform/JobAttempts.ts"
import { JobLine } from "../../../../ports/platform/JobLine.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobWorld } from "../../../support/jobs/jobWorld.ts"
import { timedKind } from "../../../support/jobs/testKinds.ts"
import { freshTenant } from "../../../support/tenants.ts"

const requested = requestJob(timedKind, { milliseconds: 1 })

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const lease = uuidV7()
const later = Duration.minutes(1)
const endings: ReadonlyArray<JobEnding> = [
  { _tag: "Done", result: { rows: 3 } },
  { _tag: "Failed", failure: unexpected },
  { _tag: "Cancelled" },
  { _tag: "Retry", failure: unexpected, after: later },
  { _tag: "Released" }
]

type Step = (id: JobId) => Effect.Effect<unknown, never, JobStore | JobAttempts | TenantScope>

const takeUp: Step = (id) => Effect.flatMap(JobStore, (store) => store.takeUp([id]))
const begin: Step = (id) =>
  Effect.flatMap(JobAttempts, (attempts) => attempts.begin({ jobId: id, turn: 1 }, lease))
const end =
  (ending: JobEnding): Step =>
  (id) =>
    Effect.flatMap(JobAttempts, (attempts) => attempts.end({ jobId: id, lease }, ending))
const cancel: Step = (id) => Effect.flatMap(JobStore, (store) => store.cancel(id))
const requeue: Step = (id) => Effect.flatMap(JobStore, (store) => store.requeue(id))

const everyStep: ReadonlyArray<Step> = [takeUp, begin, ...endings.map(end), cancel, requeue]

/** How a new job comes to each state. */
const pathTo: Readonly<Record<JobStatus, ReadonlyArray<Step>>> = {
  requested: [],
  queued: [takeUp],
  running: [takeUp, begin],
  done: [takeUp, begin, end({ _tag: "Done", result: null })],
  failed: [takeUp, begin, end({ _tag: "Failed", failure: unexpected })],
  cancelled: [cancel]
}

const statusOf = (id: JobId) =>
  Effect.flatMap(JobStore, (store) => Effect.map(store.byId(id), ({ status }) => status))

const openPointers = SqlSchema.findAll({
  Request: Schema.Struct({ id: Schema.String }),
  Result: Schema.Struct({ status: Schema.String, turn: Schema.Int, admitted: Schema.Boolean }),
  execute: ({ id }) =>
    Effect.flatMap(
      EngineSql,
      (sql) =>
        sql`select status, turn, admitted_at is not null as admitted from job_pointer where job_id = ${id}`
    )
})

layer(jobWorld, { excludeTestServices: true, timeout: "60 seconds" })("jobs in PostgreSQL", (it) => {
  it.effect("take every step of the table and no other, and the line follows them", () =>
    Effect.gen(function* () {
      const seen = new Set<string>()
      for (const from of JobStatus.literals) {
        for (const step of everyStep) {
          const id = yield* requested
          for (const before of pathTo[from]) yield* before(id)
          assert.strictEqual(yield* statusOf(id), from)
          yield* step(id)
          const to = yield* statusOf(id)
          if (to !== from) seen.add(`${from} > ${to}`)
          const pointers = (yield* openPointers({ id })).map(({ status }) => status)
          assert.deepStrictEqual(pointers, ["done", "failed", "cancelled"].includes(to) ? [] : [to])
        }
      }
      const legal = JobStatus.literals.flatMap((from) => jobTransitions[from].map((to) => `${from} > ${to}`))
      assert.deepStrictEqual([...seen].toSorted(), legal.toSorted())
    }).pipe(forCompany)
  )

  it.effect("obey only the last lease", () =>
    Effect.gen(function* () {
      const attempts = yield* JobAttempts
      const id = yield* requested
      yield* takeUp(id)
      const first = { jobId: id, lease: uuidV7() }
      const second = { jobId: id, lease: uuidV7() }
      yield* attempts.begin({ jobId: id, turn: 1 }, first.lease)
      assert.isTrue(yield* attempts.report(first, 0.2, "a fifth"))
      const again = yield* attempts.begin({ jobId: id, turn: 1 }, second.lease)
      assert.deepStrictEqual(
        Option.map(again, ({ attempt }) => attempt),
        Option.some(2)
      )
      assert.isFalse(yield* attempts.report(first, 0.9, "nearly"))
      for (const ending of endings) assert.isFalse(yield* attempts.end(first, ending))
      assert.isTrue(yield* attempts.end(second, { _tag: "Done", result: 1 }))
      assert.isFalse(yield* attempts.end(second, { _tag: "Failed", failure: unexpected }))
      assert.isTrue(Option.isNone(yield* attempts.begin({ jobId: id, turn: 1 }, uuidV7())))
    }).pipe(forCompany)
  )

  it.effect("are retried as a new turn, which the line admits anew after the back-off only", () =>
    Effect.gen(function* () {
      const line = yield* JobLine
      const { tenantId } = yield* TenantScope
      const id = yield* requested
      yield* takeUp(id)
      yield* line.admitted([{ tenantId, jobId: id, turn: 1 }])
      yield* begin(id)
      yield* end({ _tag: "Retry", failure: unexpected, after: later })(id)
      assert.deepStrictEqual(yield* openPointers({ id }), [{ status: "queued", turn: 2, admitted: false }])
      const next = yield* line.next({ free: 1000, perTenant: 1000 })
      assert.isFalse(next.some(({ jobId }) => jobId === id))
      yield* begin(id)
      assert.strictEqual(yield* statusOf(id), "queued", "the old turn is over")
      yield* line.admitted([{ tenantId, jobId: id, turn: 1 }])
      assert.deepStrictEqual(yield* openPointers({ id }), [{ status: "queued", turn: 2, admitted: false }])
    }).pipe(forCompany)
  )

  it.effect("keep their place with the engine when a worker gives them back", () =>
    Effect.gen(function* () {
      const line = yield* JobLine
      const { tenantId } = yield* TenantScope
      const id = yield* requested
      yield* takeUp(id)
      yield* line.admitted([{ tenantId, jobId: id, turn: 1 }])
      yield* begin(id)
      yield* end({ _tag: "Released" })(id)
      assert.deepStrictEqual(yield* openPointers({ id }), [{ status: "queued", turn: 1, admitted: true }])
    }).pipe(forCompany)
  )

  it.effect("exist only if the unit of work commits", () =>
    Effect.gen(function* () {
      const { write } = yield* UnitOfWork
      const store = yield* JobStore
      const outcome = yield* Effect.exit(write(Effect.flatMap(requested, (id) => Effect.fail(id))))
      assert.isTrue(Exit.isFailure(outcome))
      const listed = yield* store.list({ statuses: [], kind: Option.none(), after: Option.none(), limit: 10 })
      assert.deepStrictEqual(listed, [])
    }).pipe(forCompany)
  )

  it.effect("need the rights of their work", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const denied = yield* requested.pipe(
        Effect.provideService(TenantScope, { ...scope, permissions: new Set<Permission>(["jobs:write"]) }),
        Effect.flip
      )
      assert.deepInclude(denied, { _tag: "PermissionDenied", permission: "accounting:read" })
    })
  )

  it.effect("leave an audit row for what is decided and how they end, none for attempts", () =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const id = yield* requested
      for (const step of pathTo.failed) yield* step(id)
      yield* requeue(id)
      yield* cancel(id)
      const rows = yield* statements(({ sql, tenantId }) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ status: JobStatus, secret: Schema.Boolean }),
          execute: () => sql`select after ->> 'status' as status, after ? 'lease' as secret from azals.audit
            where tenant_id = ${tenantId} and entity = 'job' and entity_id = ${id} order by seq`
        })(undefined)
      )
      assert.deepStrictEqual(
        rows.map(({ status }) => status),
        ["requested", "failed", "requested", "cancelled"]
      )
      assert.isFalse(rows.some(({ secret }) => secret))
    }).pipe(forCompany)
  )

  it.effect("are out of the engine's reach, and the line out of a company's", () =>
    Effect.gen(function* () {
      const engine = yield* EngineSql
      const { statements } = yield* TenantSql
      for (const table of ["job", "outbox", "audit", "tenant"]) {
        const refused = yield* Effect.flip(engine`select 1 from azals.${engine(table)}`)
        assert.strictEqual(refused.reason._tag, "AuthorizationError")
      }
      const reached = yield* statements(({ sql }) => sql`select 1 from engine.job_pointer`).pipe(Effect.exit)
      assert.isTrue(Exit.isFailure(reached))
    }).pipe(forCompany)
  )
})
