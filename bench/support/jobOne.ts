import { Config, Effect, Schema } from "effect"
import { JobRegistry } from "../../adapters/queue/JobRegistry.ts"
import { jobsLayer } from "../../apps/worker/jobs.ts"
import { JobId, type JobRun } from "../../domain/platform/jobs/model/index.ts"
import { Permission } from "../../domain/shared/Permission.ts"
import { ActorId, TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"

const Job = Schema.fromJsonString(
  Schema.Struct({ kind: Schema.String, payload: Schema.Json, jobId: JobId, tenantId: TenantId })
)

/** Does the work of one job, as a worker does, and tells the parent how long it took and its peak memory. */
const one = Effect.gen(function* () {
  const databaseUrl = yield* Config.Redacted("BENCH_DATABASE_URL")
  const { jobId, kind, payload, tenantId } = yield* Schema.decodeEffect(Job)(
    yield* Config.String("BENCH_JOB")
  )
  const run: JobRun = {
    id: jobId,
    attempt: 1,
    progress: () => Effect.void,
    step: (_name, _result, work) => work
  }
  return yield* Effect.gen(function* () {
    const handlers = yield* JobRegistry
    const handler = handlers.get(kind)
    if (handler === undefined) return yield* Effect.die(`no handler for ${kind}`)
    const started = performance.now()
    const result = yield* Effect.provideService(handler.run(payload, run), TenantScope, {
      tenantId,
      actorId: ActorId.make("00000000-0000-8000-8000-000000000001"),
      actorKind: "system",
      permissions: new Set<Permission>(Permission.literals),
      requestId: "bench-job"
    })
    const seconds = (performance.now() - started) / 1000
    return { result, seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }
  }).pipe(Effect.provide(jobsLayer({ databaseUrl, connections: 4 })))
})

const measured = await Effect.runPromise(one)
process.send?.(measured)
process.exit(0)
