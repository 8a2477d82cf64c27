import { Effect, Option } from "effect"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { JobId } from "../model/index.ts"
import { refuseStep } from "./refuseStep.ts"

/**
 * Takes a job out of the dead letters and requests it anew, with all its attempts before it. Fails with `NotFound`,
 * or `IllegalTransition` when the job has not failed.
 */
export const requeueJob = Effect.fn("jobs.requeue")(function* (id: JobId) {
  const unit = yield* UnitOfWork
  const store = yield* JobStore
  return yield* unit.write(
    Effect.flatMap(
      store.requeue(id),
      Option.match({ onNone: () => refuseStep(id, "requested"), onSome: Effect.succeed })
    )
  )
})
