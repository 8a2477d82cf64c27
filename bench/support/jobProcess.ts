import { Effect, Redacted, Schema } from "effect"
import { fork } from "node:child_process"
import { join } from "node:path"
import { workerMemory } from "../../adapters/process/workerMemory.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"
import { round } from "./load.ts"

const Measured = Schema.Struct({
  result: Schema.Json,
  seconds: Schema.Finite,
  peakMegabytes: Schema.Finite
})

/** The work of one stored job in a process of its own, started as the service starts a worker. */
export const jobProcess = Effect.fnUntraced(function* (
  database: Redacted.Redacted,
  job: {
    readonly kind: string
    readonly payload: Schema.Json
    readonly jobId: string
    readonly tenantId: TenantId
  }
) {
  const answer = yield* Effect.promise(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const child = fork(join(import.meta.dirname, "jobOne.ts"), {
          execArgv: workerMemory,
          env: {
            ...process.env,
            BENCH_DATABASE_URL: Redacted.value(database),
            BENCH_JOB: JSON.stringify(job)
          }
        })
        child.once("message", resolve)
        child.once("error", reject)
        child.once("exit", (code) => reject(new Error(`${job.kind} ended with ${code}`)))
      })
  )
  const { peakMegabytes, result, seconds } = yield* Schema.decodeUnknownEffect(Measured)(answer)
  return { result, seconds: round(seconds), peakMegabytes: round(peakMegabytes) }
})
