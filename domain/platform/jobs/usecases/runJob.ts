import { Effect, Option } from "effect"
import type { Permission } from "../../../shared/Permission.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { spanOfTraceParent } from "../../../shared/TraceParent.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  type BegunJob,
  JobAttempts,
  type JobEnding,
  type JobLease,
  type JobTurn
} from "../../../../ports/platform/JobAttempts.ts"
import { type JobHandler, type JobRun, unknownKind, workerLost } from "../model/index.ts"
import { endAttempt, untilItWorks } from "./endAttempt.ts"
import { workAtJob } from "./workAtJob.ts"

/** The handlers that a worker has, by kind. */
export type JobHandlers = ReadonlyMap<string, JobHandler<never>>

/**
 * Runs one turn of a job: begins an attempt, does the work as the requester, with the kind's rights only, and ends it.
 * The end is one unit of work, conditional on the attempt's lease: whatever crashes or hangs, a job ends once. When
 * the fiber is interrupted (the worker stops), the attempt is given back and does not count.
 */
export const runJob = Effect.fn("jobs.run")(function* (
  turn: JobTurn,
  handlers: JobHandlers,
  step: JobRun["step"]
) {
  const ids = yield* Ids
  const attempts = yield* JobAttempts
  const lease: JobLease = { jobId: turn.jobId, lease: yield* ids.next }
  const begun = yield* untilItWorks(attempts.begin(turn, lease.lease))
  if (Option.isNone(begun)) return
  const job = begun.value
  const handler = handlers.get(job.kind)
  yield* endingOf(lease, job, handler, step).pipe(
    Effect.flatMap(
      Option.match({ onNone: () => Effect.void, onSome: (ending) => endAttempt(lease, job, ending) })
    ),
    Effect.onInterrupt(() => endAttempt(lease, job, { _tag: "Released" })),
    asPartOfItsRequest(job, turn),
    Effect.updateService(TenantScope, (scope) => ({
      ...scope,
      actorId: job.requestedBy,
      permissions: new Set<Permission>(),
      requestId: job.requestId
    }))
  )
})

/** How the attempt ends; none when another worker has taken it over. */
const endingOf = (
  lease: JobLease,
  job: BegunJob,
  handler: JobHandler<never> | undefined,
  step: JobRun["step"]
) => {
  if (job.cancelRequested) return Effect.succeedSome<JobEnding>({ _tag: "Cancelled" })
  if (handler === undefined) return Effect.succeedSome<JobEnding>({ _tag: "Failed", failure: unknownKind })
  if (job.attempt > job.maxAttempts) {
    return Effect.succeedSome<JobEnding>({ _tag: "Failed", failure: workerLost })
  }
  return workAtJob(lease, job, handler, step)
}

/** The attempt is one span in the trace of the request that asked for the job, and so are the events it publishes. */
const asPartOfItsRequest =
  ({ kind, traceParent }: BegunJob, { jobId }: JobTurn) =>
  <A, E, R>(attempt: Effect.Effect<A, E, R>) =>
    Effect.withSpan(attempt, `job ${kind}`, {
      kind: "consumer",
      attributes: { "azals.job.id": jobId },
      ...Option.match(spanOfTraceParent(traceParent), {
        onNone: () => ({}),
        onSome: (parent) => ({ parent })
      })
    })
