import { Context, type Duration, type Effect } from "effect"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface JobsKept {
  /** After this, done and cancelled jobs are forgotten. */
  readonly ended: Duration.Duration
  /** After this, failed jobs are, which wait for a decision until then. */
  readonly dead: Duration.Duration
}

/** Forgets what the acting company keeps for a time only. Each answers how much it was: less than `batch` is all. */
export class Retention extends Context.Service<
  Retention,
  {
    readonly forgetJobs: (kept: JobsKept, batch: number) => Effect.Effect<number, never, TenantScope>
    /** The oldest first, without a gap. */
    readonly forgetEvents: (
      kept: Duration.Duration,
      batch: number
    ) => Effect.Effect<number, never, TenantScope>
    /** Deliveries to webhooks that ended before, with their attempts. */
    readonly forgetDeliveries: (
      kept: Duration.Duration,
      batch: number
    ) => Effect.Effect<number, never, TenantScope>
    /** What providers' notifications said that ended before; that they came is kept. */
    readonly forgetNotificationBodies: (
      kept: Duration.Duration,
      batch: number
    ) => Effect.Effect<number, never, TenantScope>
    /** Processes that ended before, at least 90 days ago: not those that are still looked at. */
    readonly forgetProcesses: (
      kept: Duration.Duration,
      batch: number
    ) => Effect.Effect<number, never, TenantScope>
  }
>()("azals/ports/platform/Retention") {}
