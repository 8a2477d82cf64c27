import { DateTime, Schema } from "effect"
import { ActorId } from "../../../shared/TenantScope.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { JobFault } from "./JobFailure.ts"
import { JobStatus } from "./JobStatus.ts"

export const JobId = Uuid.pipe(Schema.brand("JobId"))
export type JobId = typeof JobId.Type

/** How much of the work is done: 0 to 1. */
export const Progress = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })).annotate({
  description: "How much of the work is done, 0 to 1"
})

/**
 * One durable piece of work of a company. `attempts` counts the times it was started since it was last requested;
 * `failure` is the last one, also while a retry waits; a queued job starts at `nextAttemptAt` at the earliest.
 */
export const Job = Schema.Struct({
  id: JobId,
  kind: Schema.String,
  status: JobStatus,
  progress: Progress,
  message: Schema.NullOr(Schema.String),
  attempts: Schema.Int,
  maxAttempts: Schema.Int,
  cancelRequested: Schema.Boolean,
  payload: Schema.Json.annotate({ description: "What the job was asked to do: any JSON, by its kind" }),
  result: Schema.NullOr(Schema.Json.annotate({ description: "What came out: any JSON, by its kind" })),
  failure: Schema.NullOr(JobFault),
  requestedBy: ActorId,
  requestedAt: Schema.DateTimeUtc,
  nextAttemptAt: Schema.DateTimeUtc,
  startedAt: Schema.NullOr(Schema.DateTimeUtc),
  endedAt: Schema.NullOr(Schema.DateTimeUtc),
  version: Schema.Int
}).annotate({
  identifier: "Job",
  examples: [
    {
      id: JobId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a12"),
      kind: "accounting.export-fec",
      status: "running",
      progress: 0.4,
      message: "412 000 / 1 030 000",
      attempts: 1,
      maxAttempts: 5,
      cancelRequested: false,
      payload: { fiscalYear: "2026" },
      result: null,
      failure: null,
      requestedBy: ActorId.make("01932f5e-0000-7c3e-9b1a-2f4d6c8e0a12"),
      requestedAt: DateTime.makeUnsafe("2026-11-22T15:00:00Z"),
      nextAttemptAt: DateTime.makeUnsafe("2026-11-22T15:00:00Z"),
      startedAt: DateTime.makeUnsafe("2026-11-22T15:00:01Z"),
      endedAt: null,
      version: 3
    }
  ]
})
export type Job = typeof Job.Type
