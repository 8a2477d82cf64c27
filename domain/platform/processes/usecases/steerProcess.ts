import { DateTime, Effect, Option } from "effect"
import { Processes } from "../../../../ports/platform/Processes.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../shared/errors.ts"
import { advance, currentStep, type ProcessId } from "../model/index.ts"
import { illegal } from "./illegal.ts"
import { moveProcess } from "./moveProcess.ts"
import { readProcess } from "./readProcess.ts"
import { shapeOf } from "./shapeOf.ts"

/**
 * Wants a process undone: what was done is compensated, last first, by new operations. What is under way is waited
 * for before, since nobody knows yet whether there is something to undo.
 */
export const cancelProcess = Effect.fn("processes.cancel")((id: ProcessId, version: number) =>
  steer(id, version, "Cancelled")
)

/** Tries the failed step of a process again, or the compensation that failed. */
export const retryProcess = Effect.fn("processes.retry")((id: ProcessId, version: number) =>
  steer(id, version, "Retried")
)

const steer = Effect.fnUntraced(function* (id: ProcessId, version: number, wish: "Cancelled" | "Retried") {
  const { write } = yield* UnitOfWork
  const { hold } = yield* Processes
  return yield* write(
    Effect.gen(function* () {
      const held = yield* hold(id)
      if (held.process.version !== version) {
        return yield* new VersionConflict({ entity: "Process", id, current: held.process.version })
      }
      const shape = yield* shapeOf(held.process)
      const now = yield* DateTime.now
      const moved = advance(shape, held.standing, { _tag: wish }, now)
      if (Option.isNone(moved)) return yield* illegal(held, wish.toLowerCase())
      const step = currentStep(shape, held.standing)?.definition.name ?? null
      const what = wish === "Cancelled" ? ("cancel-requested" as const) : ("retried" as const)
      const moments = [{ step, what, note: null }]
      yield* moveProcess(shape, held, { standing: moved.value, kept: null, moments, looked: false }, now)
      return yield* readProcess(id)
    })
  )
})
