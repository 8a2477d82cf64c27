import { Effect, Schedule } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import {
  type BegunJob,
  JobAttempts,
  type JobEnding,
  type JobLease
} from "../../../../ports/platform/JobAttempts.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobEnded } from "./jobEnded.ts"

/**
 * Ends an attempt: the job's row, its audit row and its event in one unit of work, or nothing when the lease is void.
 * The end is tried until the database takes it; giving an attempt back is tried once, since a stop does not wait, and
 * an attempt that was not given back is taken over like that of a dead worker.
 */
export const endAttempt = Effect.fnUntraced(function* (lease: JobLease, job: BegunJob, ending: JobEnding) {
  const unit = yield* UnitOfWork
  const attempts = yield* JobAttempts
  const events = yield* Events
  const written = unit.write(
    Effect.gen(function* () {
      const ended = yield* attempts.end(lease, ending)
      const event = eventOf(lease, job, ending)
      if (ended && event !== undefined) yield* events.publish(event)
    })
  )
  yield* ending._tag === "Released"
    ? Effect.catchCause(written, (cause) => Effect.logWarning("A job was not given back", cause))
    : untilItWorks(written)
})

/** Repeats what fails only because the database does not answer, with a growing pause of at most 10 seconds. */
export const untilItWorks = <A, R>(work: Effect.Effect<A, never, R>): Effect.Effect<A, never, R> =>
  Effect.sandbox(work).pipe(
    Effect.tapError((cause) =>
      Effect.logWarning("The database did not take a job's step; trying again", cause)
    ),
    Effect.retry(Schedule.min([Schedule.exponential("200 millis"), Schedule.spaced("10 seconds")])),
    Effect.orDie
  )

const eventOf = ({ jobId }: JobLease, { kind }: BegunJob, ending: JobEnding) => {
  switch (ending._tag) {
    case "Done":
      return jobEnded({ id: jobId, kind, status: "done", result: ending.result, failure: null })
    case "Failed":
      return jobEnded({ id: jobId, kind, status: "failed", result: null, failure: ending.failure })
    case "Cancelled":
      return jobEnded({ id: jobId, kind, status: "cancelled", result: null, failure: null })
    case "Retry":
    case "Released":
      return undefined
  }
}
