import { DateTime, Effect, Option, type Schema } from "effect"
import { definitionKey } from "../../../../ports/platform/ProcessDefinitions.ts"
import { type HeldProcess, Processes } from "../../../../ports/platform/Processes.ts"
import { ProcessWorks } from "../../../../ports/platform/ProcessWorks.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import {
  advance,
  type CurrentStep,
  type Found,
  type Next,
  nextOf,
  type Opened,
  type Process,
  type ProcessShape,
  type Signal,
  type StepTask,
  type Undertaking
} from "../model/index.ts"
import { momentsOf } from "./momentsOf.ts"
import { type Moved, moveProcess } from "./moveProcess.ts"
import { reviewProcess } from "./reviewProcess.ts"
import { shapeOf } from "./shapeOf.ts"

/**
 * One step of one process, in one unit of work: what it asks for, what came of it and where it stands commit together
 * or not at all, so that a worker may die anywhere. No provider is called here. True when there is nothing more to do
 * before something happens.
 */
export const advanceProcess = Effect.fn("processes.advance")(function* (process: Process) {
  const { write } = yield* UnitOfWork
  const { hold } = yield* Processes
  const shape = yield* shapeOf(process)
  return yield* write(
    Effect.gen(function* () {
      const held = yield* Effect.orDie(hold(process.id))
      const now = yield* DateTime.now
      if (held.process.endedAt !== null) return yield* reviewProcess(shape, held, now)
      const next = nextOf(shape, held.standing, now)
      if (next._tag === "Rest") {
        yield* moveProcess(
          shape,
          held,
          { standing: held.standing, kept: null, moments: [], looked: true },
          now
        )
        return true
      }
      const moved = yield* takeStep(shape, held, next, now)
      yield* moveProcess(shape, held, moved, now)
      return moved.looked
    })
  )
})

type Doing = Exclude<Next, { readonly _tag: "Rest" }>

const takeStep = Effect.fnUntraced(function* (
  shape: ProcessShape,
  held: HeldProcess,
  { _tag, current }: Doing,
  now: DateTime.Utc
) {
  switch (_tag) {
    case "Expire":
      return yield* afterSignal(shape, held, current, { _tag: "Decided", approved: false }, now)
    case "Ring":
      return yield* afterFound(shape, held, current, { _tag: "Succeeded" }, now)
    case "Begin":
    case "Undo":
      return yield* beginStep(shape, held, current, now)
    case "Look":
    case "LookBack": {
      const { look } = yield* workOf(held, current)
      return yield* afterFound(shape, held, current, yield* look(taskOf(held, current)), now)
    }
  }
})

const beginStep = Effect.fnUntraced(function* (
  shape: ProcessShape,
  held: HeldProcess,
  current: CurrentStep,
  now: DateTime.Utc
) {
  const { kind } = current.definition
  if (kind === "timer" || kind === "decision") {
    return yield* afterSignal(shape, held, current, { _tag: "Begun" }, now)
  }
  const { begin } = yield* workOf(held, current)
  const opened = yield* begin(taskOf(held, current))
  return opened._tag === "Opened"
    ? yield* afterSignal(shape, held, current, { _tag: "Begun" }, now, opened)
    : yield* afterFound(shape, held, current, opened, now)
})

const afterFound = (
  shape: ProcessShape,
  held: HeldProcess,
  current: CurrentStep,
  finding: Found,
  now: DateTime.Utc
) => afterSignal(shape, held, current, { _tag: "Found", finding }, now, finding)

const afterSignal = Effect.fnUntraced(function* (
  shape: ProcessShape,
  held: HeldProcess,
  current: CurrentStep,
  signal: Signal,
  now: DateTime.Utc,
  told?: Found | Opened
) {
  const standing = Option.getOrUndefined(advance(shape, held.standing, signal, now))
  if (standing === undefined) {
    return yield* Effect.die(`${shape.name}: ${signal._tag} has no place at ${current.definition.name}`)
  }
  const unchanged = isOpen(told) && current.step.phase === standing.steps[current.position]?.phase
  return {
    standing,
    kept: keptOf(held, current, told),
    moments: unchanged ? [] : momentsOf(current, signal, told),
    looked: unchanged,
    ...(told?._tag === "Opened" ? { awaits: told.awaits } : {})
  } satisfies Moved
})

/** Whether what was seen settles nothing. */
const isOpen = (told: Found | Opened | undefined) => told?._tag === "Pending" || told?._tag === "Unknown"

/** What a person is asked to do stands as the fault of the step as long as it is asked. */
const keptOf = (
  { steps }: HeldProcess,
  { position, undoing }: CurrentStep,
  told: Found | Opened | undefined
): Moved["kept"] => {
  if (told === undefined) return null
  if (told._tag === "Pending" && !undoing) {
    const asks = told.asks ?? null
    return asks === null && (steps[position]?.fault ?? null) === null ? null : { position, fault: asks }
  }
  const fault = told._tag === "Refused" ? told.fault : null
  const subject = "subject" in told ? told.subject : undefined
  if (subject === undefined)
    return told._tag === "Pending" || told._tag === "Unknown" ? null : { position, fault }
  return { position, fault, ...(undoing ? { undoSubject: subject } : { subject }) }
}

const workOf = Effect.fnUntraced(function* (
  { process: { definition, definitionVersion } }: HeldProcess,
  { definition: step, undoing }: CurrentStep
) {
  const works = yield* ProcessWorks
  const work = works.get(definitionKey(definition, definitionVersion))?.steps[step.name]
  const wanted: Undertaking<Schema.Json, never> | undefined = undoing ? work?.undo : work
  return wanted === undefined ? yield* Effect.die(`no work for ${definition}, ${step.name}`) : wanted
})

const taskOf = (
  { input, process, steps }: HeldProcess,
  { position, step, undoing }: CurrentStep
): StepTask<Schema.Json> => {
  const here = steps[position]
  return {
    processId: process.id,
    input,
    attempt: (undoing ? step.undoAttempts : step.attempts) + 1,
    subject: (undoing ? here?.undoSubject : here?.subject) ?? null,
    subjects: Object.fromEntries(steps.map(({ name, subject }) => [name, subject]))
  }
}
