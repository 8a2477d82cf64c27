import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Job, JobId, JobStatus } from "../../../domain/platform/jobs/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"

const kind = Schema.optional(
  Schema.String.check(Schema.isPattern(/^[a-z][a-z0-9.-]{0,99}$/u)).annotate({
    description: "Only jobs of this kind",
    examples: ["accounting.export-fec"]
  })
)

const params = { jobId: JobId }

export class JobsApi extends HttpApiGroup.make("jobs")
  .add(
    HttpApiEndpoint.get("jobs", "/jobs", {
      query: { ...PageQuery, status: Schema.optional(JobStatus), kind },
      success: Page(Job)
    })
      .annotate(Requires, "jobs:read")
      .annotate(OpenApi.Summary, "List the jobs, newest first"),
    HttpApiEndpoint.get("deadLetters", "/jobs/dead-letters", {
      query: { ...PageQuery, kind },
      success: Page(Job)
    })
      .annotate(Requires, "jobs:read")
      .annotate(OpenApi.Summary, "List the jobs that failed and wait for a decision, newest first"),
    HttpApiEndpoint.get("job", "/jobs/:jobId", { params, success: Job, error: NotFoundProblem })
      .annotate(Requires, "jobs:read")
      .annotate(OpenApi.Summary, "One job: its state, progress and result"),
    HttpApiEndpoint.post("cancelJob", "/jobs/:jobId/cancel", {
      params,
      headers: WriteHeaders,
      success: Job,
      error: [NotFoundProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "jobs:write")
      .annotate(OpenApi.Summary, "Cancel a job: now if it waits, as soon as its worker hears it if it runs"),
    HttpApiEndpoint.post("requeueJob", "/jobs/:jobId/requeue", {
      params,
      headers: WriteHeaders,
      success: Job,
      error: [NotFoundProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "jobs:write")
      .annotate(OpenApi.Summary, "Run a failed job again, with all its attempts before it")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Jobs")
  .annotate(OpenApi.Description, "Durable jobs: long work that survives the machine it runs on") {}
