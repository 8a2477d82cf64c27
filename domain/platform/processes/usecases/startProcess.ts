import { Effect, Schema } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Processes } from "../../../../ports/platform/Processes.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { PermissionDenied } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { type BusinessKey, type Process, type ProcessDefinition, ProcessId } from "../model/index.ts"

/** A start as it was asked for: what tells it from another one, and what its process is given. */
export interface Start<Input, E, R> {
  readonly businessKey: BusinessKey
  readonly request: Schema.Json
  /** Made in the unit of work of a new process, and undone when there is one already. */
  readonly input: Effect.Effect<Input, E, R>
}

/**
 * Starts a process under a business key, once: the same start answers the one that lives. Fails with `ProcessDiffers`
 * when that was started with something else, with `PermissionDenied` without a right that its work needs, and as the
 * making of its input does.
 */
export const startProcess = Effect.fn("processes.start")(function* <Name extends string, Input, E, R>(
  definition: ProcessDefinition<Name, Input>,
  start: Start<Input, E, R>
) {
  const { write } = yield* UnitOfWork
  const { permissions } = yield* TenantScope
  const missing = definition.permissions.find((permission) => !permissions.has(permission))
  if (missing !== undefined) return yield* new PermissionDenied({ permission: missing })
  return yield* write(added(definition, start)).pipe(
    Effect.catchIf(
      (failure) => failure instanceof Living,
      ({ process }) => Effect.succeed(process)
    )
  )
})

/** Fails with the process that lives already, so that what was made for a new one is undone. */
const added = Effect.fnUntraced(function* <Name extends string, Input, E, R>(
  definition: ProcessDefinition<Name, Input>,
  { businessKey, input: made, request }: Start<Input, E, R>
) {
  const processes = yield* Processes
  const events = yield* Events
  const input = yield* made
  const id = ProcessId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const { isNew, process } = yield* processes.add({
    id,
    definition: definition.name,
    definitionVersion: definition.version,
    businessKey,
    subject: definition.subject(input),
    input: yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(definition.input))(input)),
    request,
    steps: definition.steps
  })
  if (!isNew) return yield* Effect.fail(new Living(process))
  yield* events.publish({
    type: "processes.process.started",
    entityId: id,
    payload: { definition: definition.name, businessKey }
  })
  return process
})

class Living {
  readonly process: Process
  constructor(process: Process) {
    this.process = process
  }
}
