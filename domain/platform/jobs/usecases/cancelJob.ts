import { Effect, Option } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { JobId } from "../model/index.ts"
import { jobEnded } from "./jobEnded.ts"
import { refuseStep } from "./refuseStep.ts"

/**
 * Cancels a job. One that waits ends now; a running one is asked to stop and ends when its worker has heard it, with
 * `cancelRequested` true until then. Fails with `NotFound`, or `IllegalTransition` when the job has ended.
 */
export const cancelJob = Effect.fn("jobs.cancel")(function* (id: JobId) {
  const unit = yield* UnitOfWork
  const store = yield* JobStore
  const events = yield* Events
  return yield* unit.write(
    Effect.gen(function* () {
      const job = yield* store.cancel(id)
      if (Option.isNone(job)) return yield* refuseStep(id, "cancelled")
      if (job.value.status === "cancelled") yield* events.publish(jobEnded(job.value))
      return job.value
    })
  )
})
