import { Context, type Effect } from "effect"
import type { JobId } from "../../domain/platform/jobs/model/index.ts"

/** How a running attempt hears that somebody asked to cancel its job. */
export class JobCancellations extends Context.Service<
  JobCancellations,
  { readonly requested: (id: JobId) => Effect.Effect<void> }
>()("azals/ports/platform/JobCancellations") {}
