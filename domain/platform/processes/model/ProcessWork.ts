import { Effect, Schema } from "effect"
import type { TenantScope } from "../../../shared/TenantScope.ts"
import type { ProcessId, StepFault } from "./Process.ts"
import type { ProcessDefinition } from "./ProcessDefinition.ts"
import type { ProcessState } from "./Standing.ts"

/** What the work of a step is given. */
export interface StepTask<Input> {
  readonly processId: ProcessId
  readonly input: Input
  /** 1 for the first try since the start, or since a person asked to retry. */
  readonly attempt: number
  /** What the last try of this step opened. */
  readonly subject: Schema.Json
  /** What each step before opened, by its name. */
  readonly subjects: Readonly<Record<string, Schema.Json>>
}

/** What was opened, and the business row whose events tell of it. */
export interface Opened {
  readonly _tag: "Opened"
  readonly subject: Schema.Json
  readonly awaits: string
}

/**
 * What looking at the business rows says. `Unknown` is for what was sent and has no answer; `asks` is what a person has
 * to do before it goes on.
 */
export type Found =
  | { readonly _tag: "Pending"; readonly asks?: StepFault }
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "Succeeded"; readonly subject?: Schema.Json }
  | {
      readonly _tag: "Refused"
      readonly again: boolean
      readonly fault: StepFault
      readonly subject?: Schema.Json
    }

/** It needed nothing, or could not be asked for; nothing of it is kept then. */
export type NotOpened = Extract<Found, { readonly _tag: "Refused" | "Succeeded" }>

/**
 * The work of a step. `begin` runs in the unit of work that notes that it was begun: it opens intents, requests jobs,
 * writes rows, and calls no provider. `look` reads what has become of it, however often it is asked; it may request a job
 * that reads the provider again.
 */
export interface Undertaking<Input, R> {
  readonly begin: (task: StepTask<Input>) => Effect.Effect<NotOpened | Opened, never, R | TenantScope>
  readonly look: (task: StepTask<Input>) => Effect.Effect<Found, never, R | TenantScope>
}

/** The work of one step: of an operation with its compensation, or of waiting for something. */
export interface StepWork<Input, R> extends Undertaking<Input, R> {
  readonly undo?: Undertaking<Input, R>
}

/** What a process is reviewed with once it has ended. */
export interface ReviewTask<Input> extends Pick<StepTask<Input>, "input" | "processId" | "subjects"> {
  readonly state: ProcessState
  readonly undone: Readonly<Record<string, Schema.Json>>
}

/** Looks at an ended process; true when nothing is left to look at. */
export type ReviewWork<Input, R> = (task: ReviewTask<Input>) => Effect.Effect<boolean, never, R | TenantScope>

/** The work of a definition's steps over stored JSON: what the engine works with. */
export interface ProcessWork<R> {
  readonly definition: string
  readonly version: number
  readonly steps: Readonly<Record<string, StepWork<Schema.Json, R>>>
  readonly review: ReviewWork<Schema.Json, R>
}

/** The work of a step whose parts may need ports of their own. */
type GivenWork<Input, Begins, Looks, Undoes> = Pick<Undertaking<Input, Begins>, "begin"> &
  Pick<Undertaking<Input, Looks>, "look"> & { readonly undo?: Undertaking<Input, Undoes> }

/** Binds a definition to its work. Dies at once when a step that needs work has none. */
export const processWork = <Name extends string, Input, Begins, Looks, Undoes = never, Reviews = never>(
  definition: ProcessDefinition<Name, Input>,
  work: Readonly<Record<string, GivenWork<Input, Begins, Looks, Undoes>>>,
  review: ReviewWork<Input, Reviews> = () => Effect.succeed(true)
): ProcessWork<Begins | Looks | Reviews | Undoes> => {
  const decode = Schema.decodeUnknownEffect(Schema.toCodecJson(definition.input))
  const inputOf = (json: Schema.Json) => Effect.orDie(decode(json))
  const stored = <B, L>({ begin, look }: GivenWork<Input, B, L, never>): Undertaking<Schema.Json, B | L> => ({
    begin: (task) => Effect.flatMap(inputOf(task.input), (input) => begin({ ...task, input })),
    look: (task) => Effect.flatMap(inputOf(task.input), (input) => look({ ...task, input }))
  })
  const steps: Record<string, StepWork<Schema.Json, Begins | Looks | Undoes>> = {}
  for (const step of definition.steps) {
    const done = work[step.name]
    if (step.kind === "timer" || step.kind === "decision") continue
    if (done === undefined || (step.kind === "operation" && step.undone !== (done.undo !== undefined))) {
      throw new Error(`${definition.name}: the work of the step ${step.name} is not what it declares`)
    }
    const { begin, look, undo } = done
    steps[step.name] = { ...stored({ begin, look }), ...(undo === undefined ? {} : { undo: stored(undo) }) }
  }
  return {
    definition: definition.name,
    version: definition.version,
    steps,
    review: (task) => Effect.flatMap(inputOf(task.input), (input) => review({ ...task, input }))
  }
}
