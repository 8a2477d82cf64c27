import { DateTime } from "effect"
import type { ProcessShape } from "./ProcessDefinition.ts"
import { type CurrentStep, currentStep, type Standing } from "./Standing.ts"

/**
 * What a process does now. `Begin` and `Undo` ask for something, once; `Look` and `LookBack` see what came of it and
 * change nothing; `Ring`: a timer is over; `Expire`: nobody decided in time; `Rest`: nothing before `until`.
 */
export type Next =
  | {
      readonly _tag: "Begin" | "Expire" | "Look" | "LookBack" | "Ring" | "Undo"
      readonly current: CurrentStep
    }
  | { readonly _tag: "Rest"; readonly until: DateTime.Utc | null }

/** What to do about a process as it stands; the same answer however often it is asked at one moment. */
export const nextOf = (shape: ProcessShape, standing: Standing, now: DateTime.Utc): Next => {
  const current = standing.state === "failed" ? undefined : currentStep(shape, standing)
  if (current === undefined) return { _tag: "Rest", until: null }
  const { definition, step, undoing } = current
  const early = step.until !== null && DateTime.isGreaterThan(step.until, now)
  const rest: Next = { _tag: "Rest", until: step.until }
  if (undoing)
    return step.phase !== "done" ? { _tag: "LookBack", current } : early ? rest : { _tag: "Undo", current }
  if (step.phase === "pending") return early ? rest : { _tag: "Begin", current }
  switch (definition.kind) {
    case "operation":
    case "event":
      return { _tag: "Look", current }
    case "timer":
      return early ? rest : { _tag: "Ring", current }
    case "decision":
      return early ? rest : { _tag: "Expire", current }
  }
}

/** When a process whose outcome is still open is looked at again, should nothing wake it before. */
export const nextLook = ({ definition, step, undoing }: CurrentStep, now: DateTime.Utc): DateTime.Utc => {
  const again = DateTime.addDuration(now, "every" in definition ? definition.every : definition.within)
  const deadline = undoing || definition.kind === "operation" ? null : step.until
  return deadline !== null && DateTime.isGreaterThan(deadline, now) && DateTime.isLessThan(deadline, again)
    ? deadline
    : again
}
