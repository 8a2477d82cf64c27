import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { type Job, JobId, type JobStatus } from "../../../domain/platform/jobs/model/index.ts"
import { cancelJob, requeueJob } from "../../../domain/platform/jobs/usecases/index.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"

const jobCursor = cursorOf(JobId)

export const jobsHandlers = HttpApiBuilder.group(Api, "jobs", (handlers) =>
  handlers.handleAll({
    jobs: ({ query: { status, ...rest } }) => jobs(status === undefined ? [] : [status], rest),
    deadLetters: ({ query }) => jobs(["failed"], query),
    job: ({ params }) => Effect.flatMap(JobStore, ({ byId }) => byId(params.jobId)),
    cancelJob: ({ params }) => cancelJob(params.jobId),
    requeueJob: ({ params }) => requeueJob(params.jobId)
  })
)

interface JobsQuery {
  readonly kind?: string | undefined
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

const jobs = (statuses: ReadonlyArray<JobStatus>, { kind, ...page }: JobsQuery) =>
  Effect.flatMap(JobStore, ({ list }) =>
    pageOf(
      jobCursor,
      page,
      (job: Job) => job.id,
      (limit, after) => list({ statuses, kind: Option.fromUndefinedOr(kind), after, limit })
    )
  )
