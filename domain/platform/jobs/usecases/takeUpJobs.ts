import { Effect } from "effect"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import type { JobId } from "../model/index.ts"

/** The engine has seen these requested jobs of the acting company: they are queued. Others are left as they are. */
export const takeUpJobs = Effect.fn("jobs.takeUp")(function* (ids: ReadonlyArray<JobId>) {
  const store = yield* JobStore
  yield* store.takeUp(ids)
})
