import { Effect } from "effect"
import { Processes } from "../../../../ports/platform/Processes.ts"
import { type ProcessId, waitOf } from "../model/index.ts"
import { shapeOf } from "./shapeOf.ts"

/** A process with its steps, its history, and what it waits for now. */
export const readProcess = Effect.fn("processes.read")(function* (id: ProcessId) {
  const { file } = yield* Processes
  const { awaits, history, process, standing, steps } = yield* file(id)
  const shape = yield* shapeOf(process)
  return { process, steps, history, waitingFor: waitOf(shape, standing, awaits, steps) }
})
