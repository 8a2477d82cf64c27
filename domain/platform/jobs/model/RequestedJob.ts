import { Schema } from "effect"
import { JobId } from "./Job.ts"

/** Work that was asked for: `GET /jobs/{jobId}` shows how far it is and what came out. */
export const RequestedJob = Schema.Struct({ jobId: JobId }).annotate({
  identifier: "RequestedJob",
  examples: [{ jobId: JobId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a12") }]
})
