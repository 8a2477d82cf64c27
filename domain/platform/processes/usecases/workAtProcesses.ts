import { type Cause, DateTime, Effect } from "effect"
import { Processes } from "../../../../ports/platform/Processes.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { jobHandler } from "../../jobs/model/index.ts"
import { type ProcessId, workAtProcessesKind } from "../model/index.ts"
import { advanceProcess } from "./advanceProcess.ts"
import { shapeOf } from "./shapeOf.ts"

/** At most so many processes, and steps of each, in one job: other companies want their turn too. */
const mostProcesses = 50
const mostSteps = 20

/** The work of `processes.work`: takes each process that is due as far as it goes now. */
export const workAtProcesses = jobHandler(workAtProcessesKind, () =>
  Effect.gen(function* () {
    const { due } = yield* Processes
    const ids = yield* due(mostProcesses)
    yield* Effect.forEach(ids, workAtProcess, { discard: true })
    return { processes: ids.length }
  })
)

/**
 * Takes one process as far as it goes, as who started it and with the rights of its definition only. A bug in the work
 * of one does not keep the others: it is logged, and tried again later.
 */
const workAtProcess = Effect.fnUntraced(function* (id: ProcessId) {
  const { find } = yield* Processes
  const process = yield* Effect.orDie(find(id))
  const { permissions } = yield* shapeOf(process)
  let [rests, steps] = [false, 0]
  yield* Effect.whileLoop({
    while: () => !rests && steps < mostSteps,
    body: () => advanceProcess(process),
    step: (rested) => {
      rests = rested
      steps++
    }
  }).pipe(
    Effect.updateService(TenantScope, (scope) => ({
      ...scope,
      actorId: process.startedBy,
      permissions: new Set(permissions)
    })),
    Effect.catchCause((cause) => trouble(id, cause))
  )
})

const trouble = Effect.fnUntraced(function* (id: ProcessId, cause: Cause.Cause<never>) {
  const { write } = yield* UnitOfWork
  const processes = yield* Processes
  yield* Effect.logError("A process failed unexpectedly", { processId: id }, cause)
  const now = yield* DateTime.now
  yield* write(processes.trouble(id, DateTime.add(now, { minutes: 5 })))
})
