import { Effect, Option, Schema } from "effect"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { JobKind, JobStatus } from "../model/index.ts"
import { requestJob } from "./requestJob.ts"

/**
 * Requests a job unless one with the same payload is open, and answers the id of either. With "waiting", one that runs
 * already does not count: it may have passed what this is asked for.
 */
export const requestJobOnce = Effect.fn("jobs.requestOnce")(function* <Name extends string, Payload>(
  kind: JobKind<Name, Payload>,
  payload: Payload,
  unless: "open" | "waiting"
) {
  const { write } = yield* UnitOfWork
  const { same } = yield* JobStore
  const stored = yield* Effect.orDie(Schema.encodeEffect(Schema.toCodecJson(kind.payload))(payload))
  return yield* write(
    Effect.gen(function* () {
      const open = yield* same(kind.name, stored, unless === "open" ? [...waiting, "running"] : waiting)
      return Option.isSome(open) ? open.value.id : yield* requestJob(kind, payload)
    })
  )
})

const waiting: ReadonlyArray<JobStatus> = ["requested", "queued"]
