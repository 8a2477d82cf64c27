import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Queue } from "effect"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { eventsChannel } from "../../../adapters/postgres/platform/OutboxLineSql.ts"
import { cancelJob, requestJob, requeueJob } from "../../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { endOf, eventually, JobDatabase, jobEvents, jobWorld, notes } from "../../support/jobs/jobWorld.ts"
import {
  brokenKind,
  endlessKind,
  failingKind,
  orphanKind,
  slowStepKind,
  timedKind
} from "../../support/jobs/testKinds.ts"
import { startWorker } from "../../support/jobs/workers.ts"
import { freshTenant } from "../../support/tenants.ts"

const oneWorker = Layer.effectDiscard(Effect.flatMap(JobDatabase, ({ url }) => startWorker(url)))

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

layer(Layer.provideMerge(oneWorker, jobWorld), { excludeTestServices: true, timeout: "120 seconds" })(
  "a worker",
  (it) => {
    it.effect("runs a job, reports its progress and keeps its result", () =>
      Effect.gen(function* () {
        const id = yield* requestJob(timedKind, { milliseconds: 300 })
        const byId = Effect.flatMap(JobStore, (store) => store.byId(id))
        const running = yield* eventually(byId, ({ progress }) => progress > 0)
        assert.deepInclude(running, { status: "running", progress: 0.5, message: "half way", attempts: 1 })
        const done = yield* endOf(id)
        assert.deepInclude(done, { status: "done", progress: 1, failure: null })
        assert.deepStrictEqual(done.result, { milliseconds: 300 })
        assert.deepStrictEqual(yield* jobEvents, [{ type: "jobs.job.done", jobId: id }])
      }).pipe(forCompany)
    )

    it.effect("tries a failed job again, later each time, until it works", () =>
      Effect.gen(function* () {
        const id = yield* requestJob(failingKind, { times: 1, retryable: true })
        const byId = Effect.flatMap(JobStore, (store) => store.byId(id))
        const waiting = yield* eventually(byId, ({ failure }) => failure !== null)
        assert.deepInclude(waiting, { status: "queued", attempts: 1 })
        assert.isAbove(waiting.nextAttemptAt.epochMilliseconds - waiting.requestedAt.epochMilliseconds, 1000)
        const done = yield* endOf(id)
        assert.deepInclude(done, { status: "done", attempts: 2, failure: null })
      }).pipe(forCompany)
    )

    it.effect(
      "leaves a job that failed every time among the dead letters, and runs it again when requeued",
      () =>
        Effect.gen(function* () {
          const id = yield* requestJob(failingKind, { times: 3, retryable: true })
          const dead = yield* endOf(id)
          assert.deepInclude(dead, { status: "failed", attempts: 3 })
          assert.strictEqual(dead.failure?.code, "test.not-now")
          const again = yield* requeueJob(id)
          assert.deepInclude(again, { status: "requested", attempts: 0, progress: 0, failure: null })
          assert.strictEqual((yield* endOf(id)).status, "failed")
          assert.deepStrictEqual(
            (yield* jobEvents).map(({ type }) => type),
            ["jobs.job.failed", "jobs.job.failed"]
          )
        }).pipe(forCompany)
    )

    it.effect("does not try again what would fail the same way", () =>
      Effect.gen(function* () {
        const hopeless = yield* endOf(yield* requestJob(failingKind, { times: 9, retryable: false }))
        assert.deepInclude(hopeless, { status: "failed", attempts: 1 })
        const orphan = yield* endOf(yield* requestJob(orphanKind, {}))
        assert.strictEqual(orphan.failure?.code, "jobs.unknown-kind")
        const broken = yield* endOf(yield* requestJob(brokenKind, {}))
        assert.strictEqual(broken.failure?.code, "jobs.unexpected")
      }).pipe(forCompany)
    )

    it.effect("stops a running job that is cancelled", () =>
      Effect.gen(function* () {
        const id = yield* requestJob(endlessKind, {})
        yield* eventually(notes, (seen) => seen.length === 1)
        const asked = yield* cancelJob(id)
        assert.deepInclude(asked, { status: "running", cancelRequested: true })
        assert.strictEqual((yield* endOf(id)).status, "cancelled")
        assert.deepStrictEqual(yield* jobEvents, [{ type: "jobs.job.cancelled", jobId: id }])
      }).pipe(forCompany)
    )

    it.effect("stops a job in the middle of a step", () =>
      Effect.gen(function* () {
        const id = yield* requestJob(slowStepKind, { milliseconds: 1500 })
        yield* eventually(notes, (seen) => seen.length === 1)
        yield* cancelJob(id)
        assert.strictEqual((yield* endOf(id)).status, "cancelled")
        const later = yield* requestJob(slowStepKind, { milliseconds: 1500 })
        assert.strictEqual((yield* endOf(later)).status, "done")
        assert.deepStrictEqual(
          (yield* notes).map(({ jobId, what }) => ({ jobId, what })),
          [
            { jobId: id, what: "started" },
            { jobId: later, what: "started" },
            { jobId: later, what: "stepped" }
          ]
        )
      }).pipe(forCompany)
    )

    it.effect("tells the listeners of a company that its job has ended", () =>
      Effect.gen(function* () {
        const { tenantId } = yield* TenantScope
        const heard = yield* Effect.flatMap(EngineSql, (engine) => engine.listen(eventsChannel))
        yield* requestJob(timedKind, { milliseconds: 0 })
        yield* eventually(Queue.take(heard), ({ payload }) => payload === tenantId)
      }).pipe(forCompany)
    )

    it.effect("does not let a company with 200 jobs keep another one waiting", () =>
      Effect.gen(function* () {
        const busy = yield* freshTenant
        const small = yield* freshTenant
        yield* Effect.forEach(Array.from({ length: 200 }), () =>
          requestJob(timedKind, { milliseconds: 100 })
        ).pipe(Effect.provideService(TenantScope, busy))
        const worked = Effect.map(notes, (seen) => seen.filter(({ what }) => what === "worked").length).pipe(
          Effect.provideService(TenantScope, busy)
        )
        yield* eventually(worked, (count) => count > 0)
        const before = yield* worked
        yield* Effect.flatMap(requestJob(timedKind, { milliseconds: 0 }), endOf).pipe(
          Effect.provideService(TenantScope, small)
        )
        assert.isBelow((yield* worked) - before, 40)
      })
    )
  }
)
