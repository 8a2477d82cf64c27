import { Duration, Effect, Schedule } from "effect"
import { RunnerStorage, Singleton } from "effect/cluster"
import { takeUpJobs } from "../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { JobLine, type JobPointer } from "../../ports/platform/JobLine.ts"
import { everAgain } from "./everAgain.ts"
import { JobTurnWorkflow } from "./JobTurnWorkflow.ts"
import { systemScope } from "./systemScope.ts"

/** How many jobs one worker runs at a time, and one company on all workers together. */
export interface JobCapacity {
  readonly perWorker: number
  readonly perTenant: number
}

/**
 * Brings the jobs in the line to the workers, in turn between the companies: one of the workers does it for all. The
 * engine is told before the line is marked, and knows a turn that it has: a crash between the two repeats nothing.
 */
export const jobAdmissionLayer = (capacity: JobCapacity) =>
  Singleton.make(
    "jobs/admission",
    Effect.gen(function* () {
      const line = yield* JobLine
      yield* Effect.all(
        [
          everAgain("100 millis", whileBusy(Effect.andThen(takeUp, admit(capacity)))),
          everAgain("10 seconds", Effect.flatMap(line.stalled(Duration.seconds(30)), start)),
          everAgain("1 minute", line.forget(Duration.days(7)))
        ],
        { concurrency: "unbounded", discard: true }
      )
    })
  )

/** While there are jobs to admit, the next round follows soon. */
const whileBusy = <E, R>(round: Effect.Effect<number, E, R>) =>
  Effect.repeat(round, { while: (admitted) => admitted > 0, schedule: Schedule.spaced("20 millis") })

const takeUp = Effect.gen(function* () {
  const line = yield* JobLine
  const requested = Map.groupBy(yield* line.requested(500), ({ tenantId }) => tenantId)
  yield* Effect.forEach(
    requested.values(),
    ([first, ...others]) =>
      first === undefined
        ? Effect.void
        : Effect.provideService(
            takeUpJobs([first, ...others].map(({ jobId }) => jobId)),
            TenantScope,
            systemScope(first)
          ),
    { concurrency: 4, discard: true }
  )
})

const admit = Effect.fnUntraced(function* ({ perTenant, perWorker }: JobCapacity) {
  const line = yield* JobLine
  const storage = yield* RunnerStorage.RunnerStorage
  const runners = (yield* storage.getRunners).filter(([, healthy]) => healthy).length
  const free = Math.max(1, runners) * perWorker - (yield* line.inFlight)
  if (free <= 0) return 0
  const next = yield* line.next({ free, perTenant })
  yield* start(next)
  yield* line.admitted(next)
  return next.length
})

const start = (pointers: ReadonlyArray<JobPointer>) =>
  Effect.forEach(pointers, (pointer) => JobTurnWorkflow.execute(pointer, { discard: true }), {
    concurrency: 8,
    discard: true
  })
