import { Duration } from "effect"
import type { ProcessShape } from "../../../platform/processes/model/index.ts"
import type { Language } from "../../../shared/Language.ts"

/** A definition as a person reads it. */
export const definedProcess = (
  { name, permissions, steps, title, version }: ProcessShape,
  language: Language
) => ({
  definition: name,
  version,
  title: title[language],
  permissions,
  steps: steps.map((step) => ({
    name: step.name,
    title: step.title[language],
    kind: step.kind,
    within: Duration.toSeconds(step.within),
    compensated: step.kind === "operation" && step.undone,
    onFailure: step.onFailure,
    decidedWith: step.kind === "decision" ? step.permission : null
  }))
})
