import { DateTime, Duration, Option } from "effect"
import type { ProcessShape } from "./ProcessDefinition.ts"
import {
  type CurrentStep,
  currentStep,
  type ProcessState,
  type Standing,
  type StepStanding
} from "./Standing.ts"

/** What came of a step, or of its compensation. `again`: it surely did not happen, and may be tried once more. */
export type Finding =
  | { readonly _tag: "Succeeded" | "Pending" | "Unknown" }
  | { readonly _tag: "Refused"; readonly again: boolean }

/** What happened to a process. */
export type Signal =
  /** The current step, or its compensation, was begun. */
  | { readonly _tag: "Begun" }
  | { readonly _tag: "Found"; readonly finding: Finding }
  | { readonly _tag: "Decided"; readonly approved: boolean }
  | { readonly _tag: "Cancelled" }
  | { readonly _tag: "Retried" }

/** How often a compensation is tried before a person is asked. */
export const undoTries = 5

/** Compensations and retries wait this long at first. */
const undoPause = Duration.minutes(1)

/**
 * The one transition function of every process: where it stands after a signal. None when the signal has no place
 * there. What is `unknown` is neither begun again nor given up: only a finding takes it further.
 */
export const advance = (
  shape: ProcessShape,
  standing: Standing,
  signal: Signal,
  now: DateTime.Utc
): Option.Option<Standing> => {
  const current = currentStep(shape, standing)
  if (signal._tag === "Cancelled") return cancelled(shape, standing, current)
  if (current === undefined) return Option.none()
  if (signal._tag === "Retried") return retried(standing, current)
  if (standing.state === "failed") return Option.none()
  switch (signal._tag) {
    case "Begun":
      return begun(standing, current, now)
    case "Found":
      return current.undoing
        ? foundBack(shape, standing, current, signal.finding, now)
        : found(shape, standing, current, signal.finding, now)
    case "Decided":
      return decided(shape, standing, current, signal.approved)
  }
}

const begun = (standing: Standing, current: CurrentStep, now: DateTime.Utc): Option.Option<Standing> => {
  const { definition, step, undoing } = current
  if (undoing) {
    return step.phase === "done"
      ? Option.some(
          moved(standing, current, "compensating", {
            phase: "undoing",
            undoAttempts: step.undoAttempts + 1,
            until: null
          })
        )
      : Option.none()
  }
  if (step.phase !== "pending") return Option.none()
  const until = DateTime.addDuration(now, definition.within)
  return Option.some(
    moved(standing, current, "waiting", { phase: "begun", attempts: step.attempts + 1, until })
  )
}

const found = (
  shape: ProcessShape,
  standing: Standing,
  current: CurrentStep,
  finding: Finding,
  now: DateTime.Utc
): Option.Option<Standing> => {
  const { definition, step } = current
  if (definition.kind === "decision") return Option.none()
  switch (finding._tag) {
    case "Succeeded":
      return Option.some(done(shape, standing, current))
    case "Pending": {
      if (step.phase === "pending") return Option.none()
      const late = step.until !== null && DateTime.isLessThanOrEqualTo(step.until, now)
      return Option.some(
        definition.kind === "event" && late ? failedFor(shape, standing, current, step.attempts) : standing
      )
    }
    case "Unknown":
      return definition.kind === "operation" && step.phase !== "pending"
        ? Option.some(moved(standing, current, "waiting", { phase: "unknown" }))
        : Option.none()
    case "Refused": {
      const attempts = step.attempts + (step.phase === "pending" ? 1 : 0)
      const mayTry = definition.kind === "operation" && finding.again && attempts < definition.attempts
      if (!mayTry || standing.cancelling) return Option.some(failedFor(shape, standing, current, attempts))
      const until = DateTime.addDuration(now, doubled(definition.pause, attempts))
      return Option.some(moved(standing, current, "waiting", { phase: "pending", attempts, until }))
    }
  }
}

const foundBack = (
  shape: ProcessShape,
  standing: Standing,
  current: CurrentStep,
  finding: Finding,
  now: DateTime.Utc
): Option.Option<Standing> => {
  const { step } = current
  switch (finding._tag) {
    case "Succeeded":
      return Option.some(
        goingBack(shape, moved(standing, current, "compensating", { phase: "undone", until: null }))
      )
    case "Pending":
      return step.phase === "done" ? Option.none() : Option.some(standing)
    case "Unknown":
      return step.phase === "done"
        ? Option.none()
        : Option.some(moved(standing, current, "compensating", { phase: "undo-unknown" }))
    case "Refused": {
      const undoAttempts = step.undoAttempts + (step.phase === "done" ? 1 : 0)
      if (!finding.again || undoAttempts >= undoTries) {
        return Option.some(
          moved(standing, current, "failed", { phase: "undo-failed", undoAttempts, until: null })
        )
      }
      const until = DateTime.addDuration(now, doubled(undoPause, undoAttempts))
      return Option.some(moved(standing, current, "compensating", { phase: "done", undoAttempts, until }))
    }
  }
}

const decided = (
  shape: ProcessShape,
  standing: Standing,
  current: CurrentStep,
  approved: boolean
): Option.Option<Standing> => {
  if (current.undoing || current.definition.kind !== "decision" || current.step.phase !== "begun") {
    return Option.none()
  }
  return Option.some(
    approved ? done(shape, standing, current) : failedFor(shape, standing, current, current.step.attempts)
  )
}

/** What is under way at somebody else's is waited for first: nobody knows yet whether there is something to undo. */
const cancelled = (
  shape: ProcessShape,
  standing: Standing,
  current: CurrentStep | undefined
): Option.Option<Standing> => {
  if (current === undefined || current.undoing) return Option.none()
  const { definition, step } = current
  const wanted = { ...standing, cancelling: true }
  if (step.phase === "failed" || step.phase === "pending") return Option.some(goingBack(shape, wanted))
  return Option.some(
    definition.kind === "operation"
      ? wanted
      : goingBack(shape, moved(wanted, current, "waiting", { phase: "dropped", until: null }))
  )
}

const retried = (standing: Standing, current: CurrentStep): Option.Option<Standing> => {
  if (standing.state !== "failed") return Option.none()
  return Option.some(
    current.undoing
      ? moved(standing, current, "compensating", { phase: "done", undoAttempts: 0, until: null })
      : moved(standing, current, "running", { phase: "pending", attempts: 0, until: null })
  )
}

const done = (shape: ProcessShape, standing: Standing, current: CurrentStep): Standing => {
  const after = moved(standing, current, "running", { phase: "done", until: null })
  if (standing.cancelling) return goingBack(shape, after)
  return current.position === shape.steps.length - 1 ? { ...after, state: "completed" } : after
}

const failedFor = (
  shape: ProcessShape,
  standing: Standing,
  current: CurrentStep,
  attempts: number
): Standing => {
  const after = moved(standing, current, "failed", { phase: "failed", attempts, until: null })
  return current.definition.onFailure === "stop" && !standing.cancelling ? after : goingBack(shape, after)
}

/** On the way back; at its end when nothing is left to undo. */
const goingBack = (shape: ProcessShape, standing: Standing): Standing => {
  const back: Standing = { ...standing, state: "compensating" }
  return currentStep(shape, back) === undefined ? { ...back, state: "compensated" } : back
}

const moved = (
  standing: Standing,
  { position }: CurrentStep,
  state: ProcessState,
  change: Partial<StepStanding>
): Standing => ({
  ...standing,
  state,
  steps: standing.steps.map((step, at) => (at === position ? { ...step, ...change } : step))
})

/** The pause after the n-th try: doubled each time, at most an hour. */
const doubled = (first: Duration.Duration, tries: number): Duration.Duration =>
  Duration.min(Duration.times(first, 2 ** Math.max(0, tries - 1)), Duration.hours(1))
