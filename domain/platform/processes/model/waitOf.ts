import type { ProcessStep, ProcessWait } from "./Process.ts"
import type { ProcessShape, StepDefinition } from "./ProcessDefinition.ts"
import { currentStep, type Standing, type StepPhase } from "./Standing.ts"

/**
 * What a process waits for; a step with a fault that has begun and not failed asks a person to do something. Null when it has
 * ended, needs a person's help, or goes on by itself.
 */
export const waitOf = (
  shape: ProcessShape,
  standing: Standing,
  entityId: string | null,
  steps: ReadonlyArray<Pick<ProcessStep, "fault">>
): ProcessWait | null => {
  const current = standing.state === "failed" ? undefined : currentStep(shape, standing)
  if (current === undefined) return null
  const { definition, step, undoing } = current
  if (step.phase === "pending" && step.until === null) return null
  return {
    step: definition.name,
    for: reason(definition, step.phase, undoing, (steps[current.position]?.fault ?? null) !== null),
    entityId,
    until: step.until,
    unknown: step.phase === "unknown" || step.phase === "undo-unknown"
  }
}

const reason = (
  { kind }: StepDefinition,
  phase: StepPhase,
  undoing: boolean,
  asks: boolean
): ProcessWait["for"] => {
  if (undoing) return "undoing"
  if (phase === "begun" && asks) return "person"
  if (phase === "pending") return "retry"
  const reasons = { operation: "outcome", event: "event", timer: "time", decision: "person" } as const
  return reasons[kind]
}
