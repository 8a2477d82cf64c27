import { Schema } from "effect"
import { jobKind } from "../../jobs/model/index.ts"

/** Deletes the company's files that have expired. */
export const purgeFilesKind = jobKind({
  name: "files.purge",
  payload: Schema.Struct({}),
  permissions: [],
  maxAttempts: 5
})
