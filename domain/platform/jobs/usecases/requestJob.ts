import { Effect, Schema } from "effect"
import { PermissionDenied } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { JobId, type JobKind } from "../model/index.ts"

/**
 * Requests a job in the running unit of work: the job exists if, and only if, the business change commits. Answers
 * the job's id. Fails with `PermissionDenied` when the actor lacks a right that the work needs.
 */
export const requestJob = Effect.fn("jobs.request")(function* <Name extends string, Payload>(
  kind: JobKind<Name, Payload>,
  payload: Payload
) {
  const { permissions } = yield* TenantScope
  const missing = kind.permissions.find((permission) => !permissions.has(permission))
  if (missing !== undefined) return yield* new PermissionDenied({ permission: missing })
  const ids = yield* Ids
  const store = yield* JobStore
  const id = JobId.make(yield* ids.next)
  const stored = yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(kind.payload))(payload))
  yield* store.add({ id, kind: kind.name, payload: stored, maxAttempts: kind.maxAttempts })
  return id
})
