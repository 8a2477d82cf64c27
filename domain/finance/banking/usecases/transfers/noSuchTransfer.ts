import { JobFailure } from "../../../../platform/jobs/model/index.ts"

/** The transfer of a job is not there. */
export const noSuchTransfer = new JobFailure({
  code: "banking.no-such-transfer",
  fr: "Ce virement n'existe pas.",
  en: "There is no such transfer.",
  retryable: false
})
