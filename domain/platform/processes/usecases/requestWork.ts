import { Effect, Option } from "effect"
import { JobStore } from "../../../../ports/platform/JobStore.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../jobs/usecases/index.ts"
import { workAtProcessesKind } from "../model/index.ts"

/** Asks for work at the company's due processes, unless a job is at it or waits for its turn. */
export const requestWork = Effect.gen(function* () {
  const { write } = yield* UnitOfWork
  const jobs = yield* JobStore
  yield* write(
    Effect.gen(function* () {
      const open = yield* jobs.list({
        statuses: ["requested", "queued", "running"],
        kind: Option.some(workAtProcessesKind.name),
        after: Option.none(),
        limit: 1
      })
      if (open.length === 0) yield* Effect.orDie(requestJob(workAtProcessesKind, {}))
    })
  )
}).pipe(Effect.withSpan("processes.requestWork"))
