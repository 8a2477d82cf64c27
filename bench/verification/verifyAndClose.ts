import { Effect, type Redacted, Schema } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { jobProcess } from "../support/jobProcess.ts"

const Checked = Schema.Struct({ valid: Schema.Boolean, checked: Schema.Int })
const Closed = Schema.Struct({ openingEntry: Schema.Struct({ lines: Schema.Int }) })

/** Verifies the journals and the audit of the acting company, then closes the year, which gets what that needs. */
export const verifyAndClose = Effect.fnUntraced(function* (
  database: Redacted.Redacted,
  fiscalYearId: string
) {
  const { tenantId } = yield* TenantScope
  const run = Effect.fnUntraced(function* (kind: string, payload: Schema.Json) {
    const jobId = uuidV7()
    const { statements } = yield* TenantSql
    yield* statements(
      ({ sql }) => sql`insert into azals.job (tenant_id, id, kind, payload, max_attempts)
        values (${tenantId}, ${jobId}, ${kind}, ${JSON.stringify(payload)}::jsonb, 5)`
    )
    return yield* jobProcess(database, { kind, payload, jobId, tenantId })
  })
  const checked = Effect.fnUntraced(function* (kind: string, payload: Schema.Json) {
    const { peakMegabytes, result, seconds } = yield* run(kind, payload)
    const found = yield* Schema.decodeUnknownEffect(Checked)(result)
    if (!found.valid) return yield* Effect.die(`${kind}: ${JSON.stringify(result)}`)
    return {
      checked: found.checked,
      seconds,
      perSecond: Math.round(found.checked / seconds),
      peakMegabytes
    }
  })
  const ledger = yield* checked("accounting.verify-ledger", { fiscalYearId: null })
  const audit = yield* checked("audit.verify-trail", {})
  yield* readyToClose
  const { peakMegabytes, result, seconds } = yield* run("accounting.close-fiscal-year", {
    fiscalYearId,
    version: 1
  })
  const { openingEntry } = yield* Schema.decodeUnknownEffect(Closed)(result)
  return { ledger, audit, closing: { openingLines: openingEntry.lines, seconds, peakMegabytes } }
})

/** The year after, an opening journal and the accounts of the result. */
const readyToClose = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(({ sql, tenantId }) => {
    const next = uuidV7()
    return Effect.all([
      sql`insert into azals.account (tenant_id, code, label)
        values (${tenantId}, '120', 'Bénéfice'), (${tenantId}, '129', 'Perte')`,
      sql`insert into azals.journal (tenant_id, id, code, label, kind)
        values (${tenantId}, ${uuidV7()}, 'AN', 'À-nouveaux', 'opening')`,
      sql`insert into azals.fiscal_year (tenant_id, id, starts, ends)
        values (${tenantId}, ${next}, '2026-01-01', '2026-12-31')`,
      sql`insert into azals.period (tenant_id, id, fiscal_year_id, starts, ends)
        values (${tenantId}, ${uuidV7()}, ${next}, '2026-01-01', '2026-12-31')`
    ])
  })
)
