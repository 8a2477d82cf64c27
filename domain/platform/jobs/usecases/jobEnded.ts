import type { Schema } from "effect"
import type { DomainEvent } from "../../../../ports/platform/Events.ts"
import type { JobFault, JobId, JobStatus } from "../model/index.ts"

/** The event of a job's end: `jobs.job.done`, `jobs.job.failed` or `jobs.job.cancelled`. */
export const jobEnded = (job: {
  readonly id: JobId
  readonly kind: string
  readonly status: JobStatus
  readonly result: Schema.Json | null
  readonly failure: JobFault | null
}): DomainEvent => ({
  type: `jobs.job.${job.status}`,
  entityId: job.id,
  payload: {
    kind: job.kind,
    result: job.result,
    failure:
      job.failure === null
        ? null
        : { code: job.failure.code, fr: job.failure.fr, en: job.failure.en, retryable: job.failure.retryable }
  }
})
