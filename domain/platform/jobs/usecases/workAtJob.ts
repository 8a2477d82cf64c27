import { Cause, Clock, Deferred, Effect, Exit, Option, Ref, type Schema } from "effect"
import type { TenantScope } from "../../../shared/TenantScope.ts"
import {
  type BegunJob,
  JobAttempts,
  type JobEnding,
  type JobLease
} from "../../../../ports/platform/JobAttempts.ts"
import { JobCancellations } from "../../../../ports/platform/JobCancellations.ts"
import { JobFailure, type JobHandler, type JobRun, retryDelay, unexpected } from "../model/index.ts"

/**
 * Does the work until it ends, is cancelled, or is found to be taken over by another worker. Answers how the attempt
 * ends; none in the last case.
 */
export const workAtJob = Effect.fnUntraced(function* (
  lease: JobLease,
  job: BegunJob,
  handler: JobHandler<never>,
  step: JobRun["step"]
) {
  const cancellations = yield* JobCancellations
  const lost = yield* Deferred.make<void>()
  const run: JobRun = {
    id: lease.jobId,
    attempt: job.attempt,
    step,
    progress: yield* progressOf(lease, Deferred.succeed(lost, undefined))
  }
  return yield* Effect.raceAllFirst([
    handler.run(job.payload, run).pipe(
      Effect.exit,
      Effect.tap((exit) => logDefect(exit, lease, job)),
      Effect.map((exit) => Option.some(endingAfter(exit, lease, job)))
    ),
    Effect.as(cancellations.requested(lease.jobId), Option.some<JobEnding>({ _tag: "Cancelled" })),
    Effect.as(Deferred.await(lost), Option.none<JobEnding>())
  ])
})

/** Written at most five times a second; the last report of the work always is. */
const progressOf = Effect.fnUntraced(function* (lease: JobLease, onLost: Effect.Effect<unknown>) {
  const attempts = yield* JobAttempts
  const context = yield* Effect.context<TenantScope>()
  const writtenAt = yield* Ref.make(0)
  return Effect.fnUntraced(function* (fraction: number, message: string) {
    const now = yield* Clock.currentTimeMillis
    if (fraction < 1 && now - (yield* Ref.get(writtenAt)) < 200) return
    yield* Ref.set(writtenAt, now)
    const progress = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0
    const ours = yield* attempts.report(lease, progress, oneLine(message))
    if (!ours) yield* onLost
  }, Effect.provide(context))
})

const oneLine = (message: string): string =>
  message
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, 200)
    .toWellFormed()

const endingAfter = (exit: Exit.Exit<Schema.Json, JobFailure>, lease: JobLease, job: BegunJob): JobEnding => {
  if (Exit.isSuccess(exit) && isStorable(exit.value)) return { _tag: "Done", result: exit.value }
  const error = Exit.isFailure(exit) ? Cause.squash(exit.cause) : unexpected
  const failure = error instanceof JobFailure ? error : unexpected
  return failure.retryable && job.attempt < job.maxAttempts
    ? { _tag: "Retry", failure, after: retryDelay(lease.jobId, job.attempt) }
    : { _tag: "Failed", failure }
}

/** What PostgreSQL can hold: no NUL, no lone surrogate. */
const isStorable = (result: Schema.Json): boolean =>
  !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(result))

const logDefect = (
  exit: Exit.Exit<Schema.Json, JobFailure>,
  { jobId }: JobLease,
  { attempt, kind }: BegunJob
) =>
  Exit.isFailure(exit) && !(Cause.squash(exit.cause) instanceof JobFailure)
    ? Effect.logError("A job failed unexpectedly", { jobId, kind, attempt }, exit.cause)
    : Effect.void
