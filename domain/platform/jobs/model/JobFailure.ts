import { Schema } from "effect"
import { FreeText } from "../../../shared/Text.ts"

/** A failure as it is kept: `code` is stable (`<context>.<fault>`); `fr` and `en` are for a person. */
export const JobFault = Schema.Struct({
  code: Schema.String.check(Schema.isPattern(/^[a-z][a-z0-9.-]{0,99}$/)),
  fr: FreeText,
  en: FreeText,
  retryable: Schema.Boolean
}).annotate({ identifier: "JobFault" })
export type JobFault = typeof JobFault.Type

/**
 * Why an attempt at a job ended without success. One that is not `retryable` ends the job at once: trying again would
 * give the same.
 */
export class JobFailure extends Schema.TaggedError<JobFailure>()("JobFailure", JobFault.fields) {}

/** No worker knows the kind, or the stored payload does not fit it. */
export const unknownKind = new JobFailure({
  code: "jobs.unknown-kind",
  fr: "Aucun service ne sait exécuter ce type de tâche avec ces données.",
  en: "No worker can run this kind of job with this payload.",
  retryable: false
})

/** Every worker that took the job died at it. */
export const workerLost = new JobFailure({
  code: "jobs.worker-lost",
  fr: "Le service qui exécutait la tâche s'est arrêté à chaque tentative.",
  en: "The worker that ran the job stopped at every attempt.",
  retryable: false
})

/** A fault that nobody expected: its details are in the service's logs, under the job's id. */
export const unexpected = new JobFailure({
  code: "jobs.unexpected",
  fr: "Une erreur inattendue a interrompu la tâche. Le détail est dans le journal du service.",
  en: "An unexpected fault stopped the job. The details are in the service's log.",
  retryable: true
})
