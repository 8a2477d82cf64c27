import { JobFailure } from "../../../platform/jobs/model/index.ts"
import type { FecDryRun } from "../model/index.ts"

/** The file cannot be posted as it is mapped: the dry run tells all of it. */
export const importRefused = ({ refusals, refused }: FecDryRun) =>
  new JobFailure({
    code: "accounting.fec-import-refused",
    fr: `Rien n'a été enregistré : ${refused} refus. ${refusals[0]?.fr ?? ""}`.slice(0, 1000),
    en: `Nothing was posted: ${refused} refusals. ${refusals[0]?.en ?? ""}`.slice(0, 1000),
    retryable: false
  })

/** The import is in another state than the job supposes, or another attempt is further. */
export const importTakenOver = new JobFailure({
  code: "accounting.fec-import-taken-over",
  fr: "L'import n'est plus à l'état que cette tâche suppose.",
  en: "The import is no longer in the state that this job supposes.",
  retryable: false
})

/** The books changed while the import was posted: what is posted stays, and the import can be resumed or undone. */
export const refusedEntry = (reason: { readonly _tag?: string; readonly code?: string }) =>
  new JobFailure({
    code: "accounting.fec-import-stopped",
    fr: `Une écriture est refusée (${nameOf(reason)}). Corrigez, relancez la tâche, ou annulez l'import.`,
    en: `An entry is refused (${nameOf(reason)}). Correct, requeue the job, or undo the import.`,
    retryable: false
  })

/** The undo would not be exact any more. */
export const undoImpossible = (reason: { readonly _tag?: string; readonly reason?: string }) =>
  new JobFailure({
    code: "accounting.fec-undo-stopped",
    fr: `L'import ne peut plus être annulé exactement (${reason.reason ?? nameOf(reason)}). Corrigez, puis relancez la tâche.`,
    en: `The import can no longer be undone exactly (${reason.reason ?? nameOf(reason)}). Correct, then requeue the job.`,
    retryable: false
  })

const nameOf = (reason: { readonly _tag?: string; readonly code?: string }) =>
  reason._tag ?? reason.code ?? "?"
