import { Duration, type Schema } from "effect"
import type { Texts } from "../../../shared/Language.ts"
import type { Money } from "../../../shared/Money.ts"
import type { Permission } from "../../../shared/Permission.ts"

interface Step {
  readonly name: string
  readonly title: Texts
  /** What follows when the step fails for good: what was done is undone, or a person is waited for. */
  readonly onFailure: "compensate" | "stop"
}

/**
 * Asks for something that has an effect, and waits for its end, however long that takes: after `within` the step is
 * overdue and shown as such, never taken for failed. `undone` says whether it has a compensation.
 */
export interface OperationStep extends Step {
  readonly kind: "operation"
  readonly within: Duration.Duration
  readonly every: Duration.Duration
  /** How often it is tried after refusals that allow another try, and the first pause in between. */
  readonly attempts: number
  readonly pause: Duration.Duration
  readonly undone: boolean
}

/** Waits until something has become true; it fails when that has not happened `within`. Looked at `every` so often. */
export interface EventStep extends Step {
  readonly kind: "event"
  readonly within: Duration.Duration
  readonly every: Duration.Duration
}

/** Waits, and nothing else. */
export interface TimerStep extends Step {
  readonly kind: "timer"
  readonly within: Duration.Duration
}

/** Waits for a person with a right; nobody deciding `within` is a no. */
export interface DecisionStep extends Step {
  readonly kind: "decision"
  readonly within: Duration.Duration
  readonly permission: Permission
  /** Whether it must be another person than the one who started the process. */
  readonly byAnother: boolean
}

export type StepDefinition = DecisionStep | EventStep | OperationStep | TimerStep

/** What a person reads of a process in lists: its subject, and the money that it moves. */
export interface ProcessSubject {
  readonly label: string
  readonly amount: Money | null
}

/** When a process that has ended is looked at once more, and how often until that look is satisfied. */
export interface Review {
  readonly after: Duration.Duration
  readonly every: Duration.Duration
}

/**
 * A kind of process, as data: what it is given, its steps in their order, and the rights that its work needs. Who
 * starts one must hold them; it then acts with these rights only. A change of the steps is a new version: running
 * processes stay on theirs.
 */
export interface ProcessDefinition<Name extends string, Input> {
  readonly name: Name
  readonly version: number
  readonly title: Texts
  readonly input: Schema.Codec<Input, unknown>
  readonly subject: (input: Input) => ProcessSubject
  readonly permissions: ReadonlyArray<Permission>
  readonly steps: ReadonlyArray<StepDefinition>
  readonly review: Review | null
}

/** What is known of a definition without its input: enough for every transition. */
export type ProcessShape = Omit<ProcessDefinition<string, never>, "input" | "subject">

/** Declares a process. Dies at once on a definition that no process could run. */
export const processDefinition = <Name extends string, Input>(
  definition: ProcessDefinition<Name, Input>
): ProcessDefinition<Name, Input> => {
  const names = new Set(definition.steps.map(({ name }) => name))
  if (names.size === 0 || names.size < definition.steps.length) {
    throw new Error(`${definition.name}: steps with names of their own, at least one`)
  }
  return definition
}

const soon = Duration.minutes(1)
const hourly = Duration.hours(1)

type Given<S extends Step> = Pick<S, "name" | "title"> & Partial<Omit<S, "kind" | "name" | "title">>

/** A step that asks for something. Within a day, tried once, without a compensation, unless it is said otherwise. */
export const operation = (given: Given<OperationStep>): OperationStep => ({
  kind: "operation",
  within: Duration.days(1),
  every: hourly,
  attempts: 1,
  pause: soon,
  undone: false,
  onFailure: "compensate",
  ...given
})

/** A step that waits for something to be true. */
export const waitFor = (given: Given<EventStep>): EventStep => ({
  kind: "event",
  within: Duration.days(7),
  every: hourly,
  onFailure: "compensate",
  ...given
})

/** A step that lets time go by. */
export const timer = (given: Given<TimerStep> & Pick<TimerStep, "within">): TimerStep => ({
  kind: "timer",
  onFailure: "compensate",
  ...given
})

/** A step at which a person decides. */
export const decision = (given: Given<DecisionStep> & Pick<DecisionStep, "permission">): DecisionStep => ({
  kind: "decision",
  within: Duration.days(7),
  byAnother: false,
  onFailure: "compensate",
  ...given
})
