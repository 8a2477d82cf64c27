import type { ProcessWait } from "./Process.ts"
import type { ProcessShape, StepDefinition } from "./ProcessDefinition.ts"
import { currentStep, type Standing, type StepPhase } from "./Standing.ts"

/** What a process waits for; null when it has ended, needs a person's help, or goes on by itself. */
export const waitOf = (
  shape: ProcessShape,
  standing: Standing,
  entityId: string | null
): ProcessWait | null => {
  const current = standing.state === "failed" ? undefined : currentStep(shape, standing)
  if (current === undefined) return null
  const { definition, step, undoing } = current
  if (step.phase === "pending" && step.until === null) return null
  return {
    step: definition.name,
    for: reason(definition, step.phase, undoing),
    entityId,
    until: step.until,
    unknown: step.phase === "unknown" || step.phase === "undo-unknown"
  }
}

const reason = ({ kind }: StepDefinition, phase: StepPhase, undoing: boolean): ProcessWait["for"] => {
  if (undoing) return "undoing"
  if (phase === "pending") return "retry"
  const reasons = { operation: "outcome", event: "event", timer: "time", decision: "person" } as const
  return reasons[kind]
}
