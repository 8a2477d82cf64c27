import { Schema } from "effect"
import { ActorId } from "../../../shared/TenantScope.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { JobFailure } from "./JobFailure.ts"
import { JobStatus } from "./JobStatus.ts"

export const JobId = Uuid.pipe(Schema.brand("JobId"))
export type JobId = typeof JobId.Type

/** How much of the work is done: 0 to 1. */
export const Progress = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })).annotate({
  description: "How much of the work is done, 0 to 1"
})

/**
 * One durable piece of work of a company. `attempts` counts the times it was started since it was last requested;
 * `failure` is the last one, also while a retry waits; `nextAttemptAt` is when a queued job may start.
 */
export class Job extends Schema.Class<Job>("Job")({
  id: JobId,
  kind: Schema.String,
  status: JobStatus,
  progress: Progress,
  message: Schema.NullOr(Schema.String),
  attempts: Schema.Int,
  maxAttempts: Schema.Int,
  cancelRequested: Schema.Boolean,
  payload: Schema.Json,
  result: Schema.NullOr(Schema.Json),
  failure: Schema.NullOr(JobFailure),
  requestedBy: ActorId,
  requestedAt: Schema.DateTimeUtc,
  nextAttemptAt: Schema.DateTimeUtc,
  startedAt: Schema.NullOr(Schema.DateTimeUtc),
  endedAt: Schema.NullOr(Schema.DateTimeUtc),
  version: Schema.Int
}) {}
