import { Effect } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"

/** Entries posted in one unit: far below the database's limit for a statement. */
const batch = 500

/**
 * A company with a SIREN, a year of three-line sales with at least `lines` lines, each posted by the ledger's own
 * function, and a requested export. Answers the ids of the year and the job.
 */
export const seedLedger = Effect.fnUntraced(function* (lines: number) {
  const { statements } = yield* TenantSql
  const [yearId, journal, jobId] = [uuidV7(), uuidV7(), uuidV7()]
  yield* statements(({ sql, tenantId }) =>
    Effect.all([
      sql`update azals.tenant set siren = '732829320' where tenant_id = ${tenantId}`,
      sql`insert into azals.account (tenant_id, code, label) values (${tenantId}, '411000', 'Clients'),
        (${tenantId}, '707000', 'Ventes de marchandises'), (${tenantId}, '445710', 'TVA collectée')`,
      sql`insert into azals.journal (tenant_id, id, code, label, kind)
        values (${tenantId}, ${journal}, 'VE', 'Ventes', 'sales')`,
      sql`insert into azals.fiscal_year (tenant_id, id, starts, ends)
        values (${tenantId}, ${yearId}, '2025-01-01', '2025-12-31')`,
      sql`insert into azals.job (tenant_id, id, kind, payload, max_attempts)
        values (${tenantId}, ${jobId}, 'accounting.export-fec', '{}', 5)`
    ])
  )
  const entries = Math.ceil(lines / 3)
  for (let from = 1; from <= entries; from += batch) {
    const to = Math.min(entries, from + batch - 1)
    yield* statements(
      ({ sql }) => sql`
        select count(*) from generate_series(${from}::integer, ${to}::integer) n, lateral azals.post_entry(
          uuidv7(), ${journal}::uuid, ${yearId}::uuid, '2025-01-01'::date + (n % 365), 'Facture FA2025-' || n,
          'FA2025-' || n, '2025-01-01'::date + (n % 365), null, null, null,
          jsonb_build_array(
            jsonb_build_object('id', uuidv7(), 'position', 1, 'account', '411000', 'party_code', 'C' || n % 500,
              'party_label', 'Société cliente n° ' || n % 500, 'label', 'Facture FA2025-' || n,
              'debit', 12000 + n * 12, 'credit', 0),
            jsonb_build_object('id', uuidv7(), 'position', 2, 'account', '707000', 'label', 'Facture FA2025-' || n,
              'debit', 0, 'credit', 10000 + n * 10),
            jsonb_build_object('id', uuidv7(), 'position', 3, 'account', '445710', 'label', 'Facture FA2025-' || n,
              'debit', 0, 'credit', 2000 + n * 2)))`
    )
  }
  return { fiscalYearId: yearId, jobId }
})
