import { DateTime, Effect, Option } from "effect"
import { Processes } from "../../../../ports/platform/Processes.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { PermissionDenied, VersionConflict } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { advance, currentStep, DecidedByStarter, type ProcessId, type ProcessShape } from "../model/index.ts"
import type { HeldProcess } from "../../../../ports/platform/Processes.ts"
import { illegal } from "./illegal.ts"
import { moveProcess } from "./moveProcess.ts"
import { readProcess } from "./readProcess.ts"
import { shapeOf } from "./shapeOf.ts"

/** What a person says at a step that waits for one. */
export interface Decision {
  readonly approved: boolean
  readonly comment: string | null
}

/**
 * Decides for a process that waits for a person, once and for the version that the person saw. Fails when it waits for
 * nobody, when the right is missing, or when somebody else than the starter is to decide.
 */
export const decideStep = Effect.fn("processes.decide")(function* (
  id: ProcessId,
  version: number,
  { approved, comment }: Decision
) {
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
      const moved = advance(shape, held.standing, { _tag: "Decided", approved }, now)
      if (Option.isNone(moved)) return yield* illegal(held, approved ? "approved" : "rejected")
      const step = yield* mayDecide(shape, held)
      const what = approved ? ("approved" as const) : ("rejected" as const)
      const note = comment === null ? null : { comment }
      const moments = [{ step, what, note }]
      yield* moveProcess(shape, held, { standing: moved.value, kept: null, moments, looked: false }, now)
      return yield* readProcess(id)
    })
  )
})

const mayDecide = Effect.fnUntraced(function* (shape: ProcessShape, { process, standing }: HeldProcess) {
  const { actorId, permissions } = yield* TenantScope
  const step = currentStep(shape, standing)?.definition
  if (step?.kind !== "decision") return yield* Effect.die("a decision where none is waited for")
  if (!permissions.has(step.permission)) return yield* new PermissionDenied({ permission: step.permission })
  if (step.byAnother && actorId === process.startedBy) {
    return yield* new DecidedByStarter({ processId: process.id, step: step.name })
  }
  return step.name
})
