import { Schema } from "effect"

/**
 * Where a job stands. `requested`: committed with the business change. `queued`: the engine has seen it; it waits for
 * its turn, or for the end of a back-off. `running`: a worker is at it. `failed` jobs are the dead letters.
 */
export const JobStatus = Schema.Literals(["requested", "queued", "running", "done", "failed", "cancelled"])
export type JobStatus = typeof JobStatus.Type

/** The steps that a job can take, and nothing else. */
export const jobTransitions: Readonly<Record<JobStatus, ReadonlyArray<JobStatus>>> = {
  requested: ["queued", "cancelled"],
  queued: ["running", "cancelled"],
  running: ["done", "failed", "cancelled", "queued"],
  done: [],
  failed: ["requested"],
  cancelled: []
}

/** The states from which a job can step to `target`. */
export const statesBefore = (target: JobStatus): ReadonlyArray<JobStatus> =>
  JobStatus.literals.filter((from) => jobTransitions[from].includes(target))
