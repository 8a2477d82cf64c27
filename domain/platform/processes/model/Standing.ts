import { type DateTime, Schema } from "effect"
import type { ProcessShape, StepDefinition } from "./ProcessDefinition.ts"

/**
 * Where a process stands. `waiting`: for an event, a time or a person. `compensating`: what was done is being undone,
 * last first. `failed`: a person must look, then retry or cancel. `completed` and `compensated` are ends.
 */
export const ProcessState = Schema.Literals([
  "pending",
  "running",
  "waiting",
  "completed",
  "compensating",
  "compensated",
  "failed"
])
export type ProcessState = typeof ProcessState.Type

/**
 * Where a step stands. `unknown`: it was asked for and nobody knows what came of it. `dropped`: it was waited for and
 * is no more. The phases from `undoing` on are those of its compensation.
 */
export const StepPhase = Schema.Literals([
  "pending",
  "begun",
  "unknown",
  "done",
  "failed",
  "dropped",
  "undoing",
  "undo-unknown",
  "undone",
  "undo-failed"
])
export type StepPhase = typeof StepPhase.Type

/** One step of a process: `until` is when its waiting ends, or when it is tried again. */
export interface StepStanding {
  readonly phase: StepPhase
  readonly attempts: number
  readonly undoAttempts: number
  readonly until: DateTime.Utc | null
}

/** Everything that decides what a process does next. `cancelling`: somebody wants it undone. */
export interface Standing {
  readonly state: ProcessState
  readonly cancelling: boolean
  readonly steps: ReadonlyArray<StepStanding>
}

/** A process that was just started. */
export const firstStanding = ({ steps }: ProcessShape): Standing => ({
  state: "pending",
  cancelling: false,
  steps: steps.map(() => ({ phase: "pending", attempts: 0, undoAttempts: 0, until: null }))
})

/** The step that a process is at, and whether it is being undone. */
export interface CurrentStep {
  readonly position: number
  readonly step: StepStanding
  readonly definition: StepDefinition
  readonly undoing: boolean
}

/** None when it has ended, or has nothing left to undo. */
export const currentStep = (shape: ProcessShape, { state, steps }: Standing): CurrentStep | undefined => {
  if (state === "completed" || state === "compensated") return undefined
  const back = state === "compensating" || steps.some(({ phase }) => phase === "undo-failed")
  const position = back
    ? steps.findLastIndex(({ phase }, at) => isToUndo(phase, shape.steps[at]))
    : steps.findIndex(({ phase }) => phase !== "done")
  const [step, definition] = [steps[position], shape.steps[position]]
  return step === undefined || definition === undefined
    ? undefined
    : { position, step, definition, undoing: back }
}

/** Whether this step still has to be undone on the way back. */
const isToUndo = (phase: StepPhase, definition: StepDefinition | undefined): boolean =>
  phase === "undoing" ||
  phase === "undo-unknown" ||
  phase === "undo-failed" ||
  (phase === "done" && definition?.kind === "operation" && definition.undone)
