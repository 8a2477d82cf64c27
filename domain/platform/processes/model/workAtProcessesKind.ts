import { Schema } from "effect"
import { jobKind } from "../../jobs/model/index.ts"

/** Takes the company's processes that are due as far as they go. One job for each company at a time. */
export const workAtProcessesKind = jobKind({
  name: "processes.work",
  payload: Schema.Struct({}),
  permissions: [],
  maxAttempts: 3
})
