import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { BreakReason, FiscalYearId } from "../../../../domain/finance/accounting/model/index.ts"
import type { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"

type Part = Pick<LedgerControls["Service"], "chains">

/** Recomputes every hash and number in one statement; the last given number tells whether the end was cut off. */
export const chainStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  chains: (year) =>
    statements((unit) => Effect.orDie(chainRows(unit, Option.getOrNull(year)))).pipe(
      Effect.map((rows) =>
        rows.map(({ number, reason, ...chain }) => ({
          ...chain,
          break: number === null || reason === null ? null : { number, reason }
        }))
      )
    )
})

const ChainRow = Schema.Struct({
  journal: Schema.String,
  fiscalYearId: FiscalYearId,
  entries: Schema.Int,
  number: Schema.NullOr(Schema.Int),
  reason: Schema.NullOr(BreakReason)
})

const chainRows = ({ sql, tenantId }: TenantStatements, year: FiscalYearId | null) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: ChainRow,
    execute: () => sql`
      with entry as (
        select e.journal_id, e.fiscal_year_id, e.number, e.hash, lag(e.number, 1, 0) over chain + 1 as expected_number,
          sha256(coalesce(lag(e.hash) over chain, '\\x') || convert_to(azals.entry_content(e), 'UTF8')) as expected_hash
        from azals.journal_entry e
        where e.tenant_id = ${tenantId} and (${year}::uuid is null or e.fiscal_year_id = ${year}::uuid)
        window chain as (partition by e.journal_id, e.fiscal_year_id order by e.number)),
      chain as (
        select journal_id, fiscal_year_id, count(*)::int as entries, max(number) as last_number,
          (array_agg(hash order by number desc))[1] as last_hash,
          min(expected_number) filter (where number <> expected_number) as missing,
          min(number) filter (where hash <> expected_hash) as changed
        from entry group by journal_id, fiscal_year_id),
      verdict as (
        select coalesce(c.journal_id, s.journal_id) as journal_id,
          coalesce(c.fiscal_year_id, s.fiscal_year_id) as fiscal_year_id, coalesce(c.entries, 0) as entries,
          c.missing, c.changed,
          case when coalesce(s.last_number, 0) > coalesce(c.last_number, 0) then coalesce(c.last_number, 0) + 1 end as cut,
          case when coalesce(s.last_number, 0) < c.last_number then coalesce(s.last_number, 0) + 1 end as unknown,
          case when s.last_number = c.last_number and s.last_hash <> c.last_hash then c.last_number end as replaced
        from chain c
        full join (select * from azals.journal_sequence q where q.tenant_id = ${tenantId}
            and (${year}::uuid is null or q.fiscal_year_id = ${year}::uuid)) s
          on s.journal_id = c.journal_id and s.fiscal_year_id = c.fiscal_year_id)
      select j.code as journal, v.fiscal_year_id as "fiscalYearId", v.entries, f.number,
        case f.number when v.missing then 'missing' when v.cut then 'missing' when v.unknown then 'unknown'
          else case when f.number is not null then 'changed' end end as reason
      from verdict v
      cross join lateral (select least(v.missing, v.changed, v.cut, v.unknown, v.replaced) as number) f
      join azals.journal j on j.tenant_id = ${tenantId} and j.id = v.journal_id
      join azals.fiscal_year y on y.tenant_id = ${tenantId} and y.id = v.fiscal_year_id
      order by y.starts, j.code`
  })(undefined)
