import { Context, type Effect, type Option, type Schema } from "effect"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"
import type { Job, JobId, JobStatus } from "../../domain/platform/jobs/model/index.ts"

export interface JobRequest {
  readonly id: JobId
  readonly kind: string
  readonly payload: Schema.Json
  readonly maxAttempts: number
}

export interface JobsWanted {
  readonly statuses: ReadonlyArray<JobStatus>
  readonly kind: Option.Option<string>
  /** The last job of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<JobId>
  readonly limit: number
}

/** The jobs of the acting company. Each change is conditional on the state before: none when the job was not in it. */
export class JobStore extends Context.Service<
  JobStore,
  {
    readonly add: (request: JobRequest) => Effect.Effect<void, never, TenantScope>
    readonly byId: (id: JobId) => Effect.Effect<Job, NotFound, TenantScope>
    readonly list: (wanted: JobsWanted) => Effect.Effect<ReadonlyArray<Job>, never, TenantScope>
    /** A job of this kind and payload in one of these states, the newest. */
    readonly same: (
      kind: string,
      payload: Schema.Json,
      statuses: ReadonlyArray<JobStatus>
    ) => Effect.Effect<Option.Option<Job>, never, TenantScope>
    /** Ends a job that waits; a running one is asked to stop. */
    readonly cancel: (id: JobId) => Effect.Effect<Option.Option<Job>, never, TenantScope>
    /** Puts a failed job back as if it had just been requested. */
    readonly requeue: (id: JobId) => Effect.Effect<Option.Option<Job>, never, TenantScope>
    /** The engine has seen these requested jobs: they are queued. */
    readonly takeUp: (ids: ReadonlyArray<JobId>) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/platform/JobStore") {}
