import { Effect } from "effect"
import { IllegalTransition } from "../../../shared/errors.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { type JobId, type JobStatus, jobTransitions } from "../model/index.ts"

/** Why a job did not take a step: it does not exist, or its state has no such step. */
export const refuseStep = Effect.fnUntraced(function* (id: JobId, attempted: JobStatus) {
  const store = yield* JobStore
  const { status } = yield* store.byId(id)
  return yield* new IllegalTransition({
    entity: "Job",
    id,
    from: status,
    attempted,
    allowed: jobTransitions[status]
  })
})
