import { Context, type Duration, type Effect } from "effect"
import type { TenantId } from "../../domain/shared/TenantScope.ts"
import type { JobTurn } from "./JobAttempts.ts"

/** Which company's job, and which turn of it: all that the engine knows of a job. */
export interface JobPointer extends JobTurn {
  readonly tenantId: TenantId
}

/**
 * The line in which the open jobs of all companies wait for a worker. It holds no business data and follows the jobs
 * by itself: a pointer appears with the request and goes with the end.
 */
export class JobLine extends Context.Service<
  JobLine,
  {
    /** Jobs that the engine has not seen yet, oldest first. */
    readonly requested: (limit: number) => Effect.Effect<ReadonlyArray<JobPointer>>
    /** How many jobs have been admitted and have not ended. */
    readonly inFlight: Effect.Effect<number>
    /**
     * The next jobs to admit, at most `free`: companies with fewer jobs in flight first, each company's own in the
     * order of request, never more than `perTenant` of one company in flight.
     */
    readonly next: (options: {
      readonly free: number
      readonly perTenant: number
    }) => Effect.Effect<ReadonlyArray<JobPointer>>
    readonly admitted: (pointers: ReadonlyArray<JobPointer>) => Effect.Effect<void>
    /** Jobs admitted longer ago than `age` that nobody has begun. */
    readonly stalled: (age: Duration.Duration) => Effect.Effect<ReadonlyArray<JobPointer>>
    /** Running jobs that somebody asked to cancel. */
    readonly cancellations: Effect.Effect<ReadonlyArray<JobPointer>>
    /** Deletes the engine's own records of turns that ended longer ago than `age`. Answers how many. */
    readonly forget: (age: Duration.Duration) => Effect.Effect<number>
  }
>()("azals/ports/platform/JobLine") {}
