import { Context, type Duration, type Effect, type Option, type Schema } from "effect"
import type { JobFailure, JobId } from "../../domain/platform/jobs/model/index.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

/** One admission of a job by the engine. A retry and a new request are further turns. */
export interface JobTurn {
  readonly jobId: JobId
  readonly turn: number
}

/** The right to end one attempt. Whoever takes the job over has another lease, and this one is void. */
export interface JobLease {
  readonly jobId: JobId
  readonly lease: string
}

export interface BegunJob {
  readonly kind: string
  readonly payload: Schema.Json
  readonly attempt: number
  readonly maxAttempts: number
  readonly cancelRequested: boolean
  readonly requestedBy: ActorId
  readonly requestId: string
  /** W3C `traceparent` of the request. */
  readonly traceParent: string | null
}

export type JobEnding =
  | { readonly _tag: "Done"; readonly result: Schema.Json }
  | { readonly _tag: "Failed"; readonly failure: JobFailure }
  | { readonly _tag: "Cancelled" }
  | { readonly _tag: "Retry"; readonly failure: JobFailure; readonly after: Duration.Duration }
  /** The worker stops: the attempt does not count, and another worker takes the same turn. */
  | { readonly _tag: "Released" }

/** The attempts of the workers at the jobs of the acting company. */
export class JobAttempts extends Context.Service<
  JobAttempts,
  {
    /** None when there is nothing to do: the turn is over, or the job has ended. */
    readonly begin: (
      turn: JobTurn,
      lease: string
    ) => Effect.Effect<Option.Option<BegunJob>, never, TenantScope>
    /** False when the lease is void: the attempt must stop. */
    readonly report: (
      lease: JobLease,
      progress: number,
      message: string
    ) => Effect.Effect<boolean, never, TenantScope>
    /** False when the lease is void: nothing was changed. */
    readonly end: (lease: JobLease, ending: JobEnding) => Effect.Effect<boolean, never, TenantScope>
  }
>()("azals/ports/platform/JobAttempts") {}
