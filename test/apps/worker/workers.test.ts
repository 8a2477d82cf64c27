import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import type { JobId } from "../../../domain/platform/jobs/model/index.ts"
import { requestJob } from "../../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { endOf, eventually, JobDatabase, jobEvents, jobWorld, notes } from "../../support/jobs/jobWorld.ts"
import { endlessKind, slowStepKind, steppedKind, timedKind } from "../../support/jobs/testKinds.ts"
import { startWorker, type WorkerProcess } from "../../support/jobs/workers.ts"
import { freshTenant } from "../../support/tenants.ts"

/** A process that hangs is given up after ten seconds; a loaded machine takes its time. */
const timeout = 180_000

/** `count` timed jobs for each of `companies` new companies. */
const timedJobs = (companies: number, count: number, milliseconds: number) =>
  Effect.forEach(Array.from({ length: companies }), () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const ids = yield* Effect.forEach(Array.from({ length: count }), () =>
        requestJob(timedKind, { milliseconds })
      ).pipe(Effect.provideService(TenantScope, scope))
      return { scope, ids }
    })
  )

type Requested = Effect.Success<ReturnType<typeof timedJobs>>

const allNotes = (requested: Requested) =>
  Effect.map(
    Effect.forEach(requested, ({ scope }) => Effect.provideService(notes, TenantScope, scope)),
    (byCompany) => byCompany.flat()
  )

const everyJobEndedOnce = Effect.fnUntraced(function* (requested: Requested) {
  for (const { ids, scope } of requested) {
    const ended = yield* Effect.provideService(Effect.forEach(ids, endOf), TenantScope, scope)
    assert.deepStrictEqual(
      ended.map(({ status }) => status),
      ids.map(() => "done")
    )
    const events = yield* Effect.provideService(jobEvents, TenantScope, scope)
    assert.deepStrictEqual(
      events.map(({ jobId, type }) => `${type} ${jobId}`).toSorted(),
      ids.map((id) => `jobs.job.done ${id}`).toSorted()
    )
  }
})

/** The one of `workers` that noted `what` of the job, once one has. */
const workerAt = Effect.fnUntraced(function* (
  id: JobId,
  what: string,
  workers: ReadonlyArray<WorkerProcess>
) {
  const find = Effect.map(notes, (seen) =>
    workers.find(({ pid }) =>
      seen.some((note) => note.jobId === id && note.what === what && note.worker === pid)
    )
  )
  const worker = yield* eventually(find, (found) => found !== undefined)
  if (worker === undefined) return yield* Effect.die("waited in vain")
  return { worker, others: workers.filter((candidate) => candidate !== worker) }
})

layer(jobWorld, { excludeTestServices: true, timeout: "120 seconds" })("three workers", (it) => {
  const threeWorkers = Effect.flatMap(JobDatabase, ({ url }) =>
    Effect.all([startWorker(url), startWorker(url), startWorker(url)])
  )

  it.effect(
    "end every job exactly once when one of them is killed in the middle of its work",
    () =>
      Effect.gen(function* () {
        const workers = yield* threeWorkers
        const requested = yield* timedJobs(6, 12, 700)
        yield* eventually(
          allNotes(requested),
          (seen) => new Set(seen.map(({ worker }) => worker)).size === workers.length
        )
        yield* workers[1].kill
        yield* everyJobEndedOnce(requested)
        const left = (yield* allNotes(requested)).filter(
          ({ what, worker }) => what === "started" && worker === workers[1].pid
        )
        assert.isAbove(left.length, 0)
      }).pipe(Effect.scoped),
    timeout
  )

  it.effect(
    "end a job once when its worker hangs, is taken over, and wakes up",
    () =>
      Effect.gen(function* () {
        const workers = yield* threeWorkers
        const requested = yield* timedJobs(3, 1, 4000)
        const [first] = requested
        if (first === undefined) return yield* Effect.die("no company")
        yield* Effect.gen(function* () {
          const [id] = first.ids
          if (id === undefined) return yield* Effect.die("no job")
          const { worker } = yield* workerAt(id, "started", workers)
          process.kill(worker.pid, "SIGSTOP")
          yield* eventually(notes, (seen) => new Set(seen.map((note) => note.worker)).size === 2)
          process.kill(worker.pid, "SIGCONT")
        }).pipe(Effect.provideService(TenantScope, first.scope))
        yield* everyJobEndedOnce(requested)
      }).pipe(Effect.scoped),
    timeout
  )

  it.effect(
    "do not repeat the steps that ended before their worker was killed",
    () =>
      Effect.gen(function* () {
        const workers = yield* threeWorkers
        const id = yield* requestJob(steppedKind, {})
        const { worker } = yield* workerAt(id, "second", workers)
        yield* worker.kill
        const job = yield* endOf(id)
        const seen = yield* notes
        assert.deepStrictEqual(
          seen.map(({ what }) => what),
          ["first", "second", "second"]
        )
        assert.deepStrictEqual(job.result, { first: worker.pid, second: seen.at(-1)?.worker ?? 0 })
        assert.strictEqual(job.attempts, 2)
      }).pipe(
        (test) => Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope)),
        Effect.scoped
      ),
    timeout
  )

  it.effect(
    "hand their jobs over when one is asked to stop, and the attempt does not count",
    () =>
      Effect.gen(function* () {
        const workers = yield* threeWorkers
        const id = yield* requestJob(endlessKind, {})
        const { others, worker } = yield* workerAt(id, "started", workers)
        assert.strictEqual(yield* worker.stop, 0)
        yield* workerAt(id, "started", others)
        const job = yield* Effect.flatMap(JobStore, (store) => store.byId(id))
        assert.strictEqual(job.attempts, 1)
      }).pipe(
        (test) => Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope)),
        Effect.scoped
      ),
    timeout
  )

  it.effect(
    "hand a job over in the middle of a step",
    () =>
      Effect.gen(function* () {
        const workers = yield* threeWorkers
        const id = yield* requestJob(slowStepKind, { milliseconds: 6000 })
        const { others, worker } = yield* workerAt(id, "started", workers)
        assert.strictEqual(yield* worker.stop, 0)
        yield* workerAt(id, "started", others)
        assert.deepInclude(yield* endOf(id), { status: "done", attempts: 1, failure: null })
      }).pipe(
        (test) => Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope)),
        Effect.scoped
      ),
    timeout
  )
})
