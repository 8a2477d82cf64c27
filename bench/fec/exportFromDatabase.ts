import { Effect, Redacted, Schema } from "effect"
import { fork } from "node:child_process"
import { join } from "node:path"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies, doorTo } from "../support/companies.ts"
import { round } from "../support/load.ts"
import { seedLedger } from "./seedLedger.ts"

const Measured = Schema.Struct({ lines: Schema.Int, seconds: Schema.Finite, peakMegabytes: Schema.Finite })

/** The export job's own work on a ledger of `lines` lines in a fresh PostgreSQL, in a process of its own. */
export const exportFromDatabase = Effect.fnUntraced(function* (lines: number) {
  const { service } = yield* benchDatabase
  return yield* Effect.gen(function* () {
    const [company] = yield* companies(1)
    if (company === undefined) return yield* Effect.die("no company")
    const seeded = performance.now()
    const job = yield* Effect.provideService(seedLedger(lines), TenantScope, company.scope)
    const seedSeconds = (performance.now() - seeded) / 1000
    const answer = yield* Effect.promise(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const child = fork(join(import.meta.dirname, "exportOne.ts"), {
            env: {
              ...process.env,
              BENCH_DATABASE_URL: Redacted.value(service),
              BENCH_JOB: JSON.stringify({ ...job, tenantId: company.scope.tenantId })
            }
          })
          child.once("message", resolve)
          child.once("error", reject)
          child.once("exit", (code) => reject(new Error(`the export ended with ${code}`)))
        })
    )
    const measured = yield* Schema.decodeUnknownEffect(Measured)(answer)
    return {
      lines: measured.lines,
      seedSeconds: round(seedSeconds),
      seconds: round(measured.seconds),
      linesPerSecond: Math.round(measured.lines / measured.seconds),
      peakMegabytes: round(measured.peakMegabytes)
    }
  }).pipe(Effect.provide(doorTo(service, 2)))
})
