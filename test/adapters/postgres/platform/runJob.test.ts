import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber, Schema } from "effect"
import { uuidV7 } from "../../../../adapters/ids/UuidV7.ts"
import {
  type JobHandler,
  type JobId,
  jobHandler,
  jobKind,
  type JobRun
} from "../../../../domain/platform/jobs/model/index.ts"
import { requestJob, runJob } from "../../../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { JobAttempts } from "../../../../ports/platform/JobAttempts.ts"
import { JobCancellations } from "../../../../ports/platform/JobCancellations.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { jobEvents, jobWorld } from "../../../support/jobs/jobWorld.ts"
import { freshTenant } from "../../../support/tenants.ts"

const kind = jobKind({
  name: "test.scripted",
  payload: Schema.Struct({ note: Schema.String }),
  permissions: ["banking:read"],
  maxAttempts: 2
})

type Work = (payload: { readonly note: string }, run: JobRun) => ReturnType<JobHandler<never>["run"]>

/** Runs one turn of a job whose work is `work`, in this process. */
const turnOf = (id: JobId, turn: number, work: Work) =>
  runJob(
    { jobId: id, turn },
    new Map([[kind.name, jobHandler<typeof kind.name, { readonly note: string }, never>(kind, work)]]),
    (_name, _result, step) => step
  ).pipe(Effect.provideService(JobCancellations, { requested: () => Effect.never }))

const queued = Effect.gen(function* () {
  const id = yield* requestJob(kind, { note: "n" })
  yield* Effect.flatMap(JobStore, (store) => store.takeUp([id]))
  return id
})

const stateOf = (id: JobId) => Effect.flatMap(JobStore, (store) => store.byId(id))

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

layer(jobWorld, { excludeTestServices: true, timeout: "60 seconds" })("one turn of a job", (it) => {
  it.effect("acts as the requester, for the company, with the rights of the kind only", () =>
    Effect.gen(function* () {
      const requester = yield* TenantScope
      const id = yield* queued
      const acting = yield* Deferred.make<TenantScope["Service"]>()
      yield* turnOf(id, 1, () =>
        Effect.as(
          Effect.flatMap(TenantScope, (scope) => Deferred.succeed(acting, scope)),
          1
        )
      )
      const { actorKind, permissions, ...same } = yield* Deferred.await(acting)
      assert.strictEqual(actorKind, "system")
      assert.deepStrictEqual([...permissions], ["banking:read"])
      const { actorId, requestId, tenantId } = requester
      assert.deepStrictEqual(same, { actorId, requestId, tenantId })
    }).pipe(forCompany)
  )

  it.effect("fails when every attempt took its worker with it", () =>
    Effect.gen(function* () {
      const attempts = yield* JobAttempts
      const id = yield* queued
      yield* attempts.begin({ jobId: id, turn: 1 }, uuidV7())
      yield* attempts.begin({ jobId: id, turn: 1 }, uuidV7())
      yield* turnOf(id, 1, () => Effect.die("must not run"))
      const job = yield* stateOf(id)
      assert.deepInclude(job, { status: "failed", attempts: 2 })
      assert.strictEqual(job.failure?.code, "jobs.worker-lost")
    }).pipe(forCompany)
  )

  it.effect("stops without an end when another worker has taken the job over", () =>
    Effect.gen(function* () {
      const attempts = yield* JobAttempts
      const id = yield* queued
      const started = yield* Deferred.make<void>()
      const goOn = yield* Deferred.make<void>()
      const running = yield* turnOf(id, 1, (_, run) =>
        Effect.gen(function* () {
          yield* Deferred.succeed(started, undefined)
          yield* Deferred.await(goOn)
          yield* run.progress(0.5, "still here")
          return yield* Effect.never
        })
      ).pipe(Effect.forkChild)
      yield* Deferred.await(started)
      const other = uuidV7()
      yield* attempts.begin({ jobId: id, turn: 1 }, other)
      yield* Deferred.succeed(goOn, undefined)
      yield* Fiber.join(running)
      assert.deepInclude(yield* stateOf(id), { status: "running", attempts: 2, progress: 0 })
      assert.isTrue(yield* attempts.end({ jobId: id, lease: other }, { _tag: "Done", result: null }))
      assert.deepStrictEqual(yield* jobEvents, [])
    }).pipe(forCompany)
  )

  it.effect("is given back when its worker stops", () =>
    Effect.gen(function* () {
      const id = yield* queued
      const started = yield* Deferred.make<void>()
      const running = yield* turnOf(id, 1, () =>
        Effect.andThen(Deferred.succeed(started, undefined), Effect.never)
      ).pipe(Effect.forkChild)
      yield* Deferred.await(started)
      yield* Fiber.interrupt(running)
      assert.deepInclude(yield* stateOf(id), { status: "queued", attempts: 0 })
      yield* turnOf(id, 1, ({ note }) => Effect.succeed(note))
      assert.deepInclude(yield* stateOf(id), { status: "done", attempts: 1, result: "n" })
    }).pipe(forCompany)
  )

  it.effect("fails rather than keep a result that cannot be stored", () =>
    Effect.gen(function* () {
      const id = yield* queued
      for (const turn of [1, 2]) {
        yield* turnOf(id, turn, () => Effect.succeed({ text: turn === 1 ? "a\u0000b" : "\ud800" }))
      }
      const job = yield* stateOf(id)
      assert.deepInclude(job, { status: "failed", attempts: 2, result: null })
      assert.strictEqual(job.failure?.code, "jobs.unexpected")
    }).pipe(forCompany)
  )

  it.effect("keeps a result that only looks like it", () =>
    Effect.gen(function* () {
      const id = yield* queued
      const result = { text: "\\u0000 \\ud800 \u{1f600}" }
      yield* turnOf(id, 1, () => Effect.succeed(result))
      assert.deepStrictEqual((yield* stateOf(id)).result, result)
    }).pipe(forCompany)
  )

  it.effect("bounds what the work says of its progress", () =>
    Effect.gen(function* () {
      const id = yield* queued
      const store = yield* JobStore
      const seen = yield* Deferred.make<unknown>()
      yield* turnOf(id, 1, (_, run) =>
        Effect.gen(function* () {
          yield* run.progress(7, `two\nlines \u0000${"x".repeat(300)}`)
          const { message, progress } = yield* Effect.orDie(store.byId(id))
          yield* Deferred.succeed(seen, { progress, length: message?.length, start: message?.slice(0, 10) })
          return null
        })
      )
      assert.deepStrictEqual(yield* Deferred.await(seen), { progress: 1, length: 200, start: "two lines " })
    }).pipe(forCompany)
  )
})
