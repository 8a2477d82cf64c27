import { Cause, Effect, Schema } from "effect"
import { Activity, Workflow, type WorkflowEngine } from "effect/workflow"
import { JobFailure, JobId, type JobRun } from "../../domain/platform/jobs/model/index.ts"
import { runJob } from "../../domain/platform/jobs/usecases/index.ts"
import { TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { JobRegistry } from "./JobRegistry.ts"
import { systemScope } from "./systemScope.ts"

/**
 * One turn of one job, as a durable workflow of Effect's cluster: started any number of times it runs once, on one
 * worker, and when that worker dies another runs it again, without the steps that have ended.
 */
export const JobTurnWorkflow = Workflow.make("JobTurn", {
  payload: { tenantId: TenantId, jobId: JobId, turn: Schema.Int },
  idempotencyKey: ({ jobId, tenantId, turn }) => `${tenantId}/${jobId}/${turn}`
})

export const jobTurnLayer = JobTurnWorkflow.toLayer(
  Effect.fnUntraced(function* (pointer) {
    const handlers = yield* JobRegistry
    const flow = yield* Effect.context<WorkflowEngine.WorkflowEngine | WorkflowEngine.WorkflowInstance>()
    const step: JobRun["step"] = (name, result, work) =>
      Activity.make({ name, success: result, error: JobFailure, execute: work }).pipe(
        Effect.provide(flow),
        Effect.catchCauseIf(Cause.hasInterruptsOnly, (cause) => untilTheWorkerStops(cause))
      )
    yield* Effect.provideService(runJob(pointer, handlers, step), TenantScope, systemScope(pointer))
  })
)

/**
 * A worker that stops interrupts the steps first, the jobs a moment later. A job that took the interrupted step for a
 * failure would lose an attempt, and the steps that have ended.
 */
const untilTheWorkerStops = <E>(cause: Cause.Cause<E>) =>
  Effect.andThen(Effect.sleep("30 seconds"), Effect.failCause(cause))
