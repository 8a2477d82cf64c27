import { Effect, Schema } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Processes } from "../../../../ports/platform/Processes.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { PermissionDenied } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { type BusinessKey, type ProcessDefinition, ProcessId } from "../model/index.ts"

/**
 * Starts a process under a business key, once: the same start answers the one that lives. Fails with `ProcessDiffers`
 * when that was started with something else, and with `PermissionDenied` without a right that its work needs.
 */
export const startProcess = Effect.fn("processes.start")(function* <Name extends string, Input>(
  definition: ProcessDefinition<Name, Input>,
  businessKey: BusinessKey,
  input: Input
) {
  const { write } = yield* UnitOfWork
  const processes = yield* Processes
  const events = yield* Events
  const { permissions } = yield* TenantScope
  const missing = definition.permissions.find((permission) => !permissions.has(permission))
  if (missing !== undefined) return yield* new PermissionDenied({ permission: missing })
  const stored = yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(definition.input))(input))
  const id = ProcessId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const started = yield* processes.add({
        id,
        definition: definition.name,
        definitionVersion: definition.version,
        businessKey,
        subject: definition.subject(input),
        input: stored,
        request: stored,
        steps: definition.steps
      })
      if (started.isNew) {
        yield* events.publish({
          type: "processes.process.started",
          entityId: id,
          payload: { definition: definition.name, businessKey }
        })
      }
      return started
    })
  )
})
