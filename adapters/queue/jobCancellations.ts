import { Deferred, Effect, Layer } from "effect"
import type { JobId } from "../../domain/platform/jobs/model/index.ts"
import { JobCancellations } from "../../ports/platform/JobCancellations.ts"
import { JobLine } from "../../ports/platform/JobLine.ts"
import { everAgain } from "./everAgain.ts"

/** While attempts run on this worker, looks three times a second for those that somebody asked to cancel. */
export const jobCancellationsLayer = Layer.effect(
  JobCancellations,
  Effect.gen(function* () {
    const line = yield* JobLine
    const running = new Map<JobId, Deferred.Deferred<void>>()
    const look = Effect.gen(function* () {
      if (running.size === 0) return
      for (const { jobId } of yield* line.cancellations) {
        const heard = running.get(jobId)
        if (heard !== undefined) yield* Deferred.succeed(heard, undefined)
      }
    })
    yield* Effect.forkScoped(everAgain("300 millis", look))
    return JobCancellations.of({
      requested: (id) =>
        Effect.gen(function* () {
          const heard = running.get(id) ?? (yield* Deferred.make<void>())
          running.set(id, heard)
          yield* Effect.ensuring(
            Deferred.await(heard),
            Effect.sync(() => running.delete(id))
          )
        })
    })
  })
)
