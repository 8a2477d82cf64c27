import { Effect, Schema } from "effect"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies, doorTo } from "../support/companies.ts"
import { jobProcess } from "../support/jobProcess.ts"
import { round } from "../support/load.ts"
import { seedLedger } from "../support/seedLedger.ts"

const Exported = Schema.Struct({ lines: Schema.Int })

/** The export job's own work on a ledger of `lines` lines in a fresh PostgreSQL, in a process of its own. */
export const exportFromDatabase = Effect.fnUntraced(function* (lines: number) {
  const { service } = yield* benchDatabase
  return yield* Effect.gen(function* () {
    const [company] = yield* companies(1)
    if (company === undefined) return yield* Effect.die("no company")
    const { tenantId } = company.scope
    const seeded = performance.now()
    const { fiscalYearId, jobId } = yield* Effect.provideService(
      seedLedger(lines),
      TenantScope,
      company.scope
    )
    const seedSeconds = (performance.now() - seeded) / 1000
    const { peakMegabytes, result, seconds } = yield* jobProcess(service, {
      kind: "accounting.export-fec",
      payload: { fiscalYearId, charset: "ISO-8859-15", separator: "tab" },
      jobId,
      tenantId
    })
    const exported = yield* Schema.decodeUnknownEffect(Exported)(result)
    return {
      lines: exported.lines,
      seedSeconds: round(seedSeconds),
      seconds,
      linesPerSecond: Math.round(exported.lines / seconds),
      peakMegabytes
    }
  }).pipe(Effect.provide(doorTo(service, 2)))
})
