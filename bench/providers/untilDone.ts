import { Cause, Effect, Option, type Schema } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { type JobHandler, JobId, type JobRun, retryDelay } from "../../domain/platform/jobs/model/index.ts"

/**
 * Attempts at a job as a worker makes them, with its pauses, until it is done, or `most` attempts have failed. A defect
 * is a failed attempt too.
 */
export const untilDone = <R>(handler: JobHandler<R>, payload: Schema.Json, most = 60) => {
  const id = JobId.make(uuidV7())
  const from = (attempt: number): ReturnType<JobHandler<R>["run"]> =>
    Effect.catchCause(handler.run(payload, runOf(id, attempt)), (cause) => {
      const failure = Option.getOrUndefined(Cause.findErrorOption(cause))
      return failure?.retryable !== false && attempt < most
        ? Effect.andThen(Effect.sleep(retryDelay(id, attempt)), from(attempt + 1))
        : Effect.failCause(cause)
    })
  return from(1)
}

const runOf = (id: JobId, attempt: number): JobRun => ({
  id,
  attempt,
  progress: () => Effect.void,
  step: (_, __, work) => work
})
