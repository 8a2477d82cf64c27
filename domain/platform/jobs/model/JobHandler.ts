import { Effect, Schema } from "effect"
import { type TenantScope, withRights } from "../../../shared/TenantScope.ts"
import { type JobFailure, unknownKind } from "./JobFailure.ts"
import type { JobKind } from "./JobKind.ts"
import type { JobRun } from "./JobRun.ts"

/** A kind of job with the work that a worker does for it. */
export interface JobHandler<R> {
  readonly kind: string
  readonly run: (payload: Schema.Json, run: JobRun) => Effect.Effect<Schema.Json, JobFailure, R | TenantScope>
}

/**
 * Binds a kind to its work, which has the rights of the kind alone. A worker may die at any moment and another starts the work again: its effects must be
 * idempotent by the job's id. What it answers becomes the job's result.
 */
export const jobHandler = <Name extends string, Payload, R>(
  kind: JobKind<Name, Payload>,
  work: (payload: Payload, run: JobRun) => Effect.Effect<Schema.Json, JobFailure, R | TenantScope>
): JobHandler<R> => ({
  kind: kind.name,
  run: (stored, run) =>
    Schema.decodeUnknownEffect(Schema.toCodecJson(kind.payload))(stored).pipe(
      Effect.catchTag("SchemaError", () => Effect.fail(unknownKind)),
      Effect.flatMap((payload) => work(payload, run)),
      withRights(kind.permissions)
    )
})
