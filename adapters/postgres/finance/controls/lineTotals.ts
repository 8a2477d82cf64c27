import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/** What `LedgerControls.totals` says. */
export const lineTotals = ({ sql, tenantId }: TenantStatements, to: LocalDate) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({
      lines: Schema.Int,
      difference: Schema.BigIntFromString,
      partiless: Schema.Int,
      firstPartiless: Schema.NullOr(Schema.String)
    }),
    execute: () => sql`
      with nobody as materialized (
        select account_code from azals.journal_line l
        where l.tenant_id = ${tenantId} and l.entry_date <= ${to}::date and l.party_code is null
          and (account_code >= '401' and account_code < '402' or account_code >= '411' and account_code < '412')
        group by account_code having sum(debit - credit) <> 0)
      select count(*)::int as lines, coalesce(sum(l.debit - l.credit), 0)::text as difference,
        (select count(*)::int from nobody) as partiless,
        (select j.code || ' ' || e.number || ' ' || e.entry_date from azals.journal_line l
          join azals.journal_entry e on e.tenant_id = ${tenantId} and e.id = l.entry_id
          join azals.journal j on j.tenant_id = ${tenantId} and j.id = e.journal_id
          where l.tenant_id = ${tenantId} and l.party_code is null
            and l.account_code in (select account_code from nobody) and l.entry_date <= ${to}::date
          order by l.entry_date, l.id limit 1) as "firstPartiless"
      from azals.journal_line l where l.tenant_id = ${tenantId} and l.entry_date <= ${to}::date`
  })(undefined).pipe(Effect.orDie)
