import type { Effect, Schema } from "effect"
import type { JobId } from "./Job.ts"
import type { JobFailure } from "./JobFailure.ts"

/** What the handler of a job is given of the running attempt. */
export interface JobRun {
  readonly id: JobId
  /** 1 for the first attempt since the job was requested. */
  readonly attempt: number
  /** Tells how far the work is (0 to 1), in one line for a person. Told too often, it is written less often. */
  readonly progress: (fraction: number, message: string) => Effect.Effect<void>
  /**
   * A named step of the work whose result is kept: when the worker dies, the next one gets the result and the step
   * does not run again. A step that was cut short does: it must be idempotent by the job's id. Names are unique in
   * a job. A retry after a failure begins with no step kept.
   */
  readonly step: <A, R>(
    name: string,
    result: Schema.Codec<A, unknown>,
    work: Effect.Effect<A, JobFailure, R>
  ) => Effect.Effect<A, JobFailure, R>
}
