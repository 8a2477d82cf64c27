import { Context, type Effect, type Option, type Schema } from "effect"
import type { JobId } from "../../domain/platform/jobs/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** How far long jobs of the acting company are, kept for the attempt after one that died. */
export class JobCheckpoints extends Context.Service<
  JobCheckpoints,
  {
    readonly last: (job: JobId) => Effect.Effect<Option.Option<Schema.Json>, never, TenantScope>
    readonly keep: (job: JobId, checkpoint: Schema.Json) => Effect.Effect<void, never, TenantScope>
    /** Forgets the checkpoint of the job, and those of jobs that have ended. */
    readonly forget: (job: JobId) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/platform/JobCheckpoints") {}
