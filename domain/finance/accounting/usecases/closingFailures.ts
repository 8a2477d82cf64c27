import { JobFailure } from "../../../platform/jobs/model/index.ts"
import { type Blocker, blockerTexts } from "../model/index.ts"

/** What the job found in the way of the closing; nothing was closed. */
export const yearNotReady = (blockers: ReadonlyArray<Blocker>) => {
  const texts = blockers.map(blockerTexts)
  return new JobFailure({
    code: "accounting.year-not-ready",
    fr: `Rien n'a été clôturé. ${texts.map(({ fr }) => fr).join(" ; ")}.`.slice(0, 1000),
    en: `Nothing was closed. ${texts.map(({ en }) => en).join("; ")}.`.slice(0, 1000),
    retryable: false
  })
}

/** Somebody changed the year after its closing was asked for. */
export const yearChanged = new JobFailure({
  code: "accounting.year-changed",
  fr: "L'exercice a été modifié depuis la demande : rien n'a été clôturé. Relisez-le, puis demandez sa clôture.",
  en: "The fiscal year was changed since the request: nothing was closed. Read it again, then ask to close it.",
  retryable: false
})
