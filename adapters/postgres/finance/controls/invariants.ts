import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  type AccountCode,
  EntryId,
  InvariantName
} from "../../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"

type Part = Pick<LedgerControls["Service"], "invariants" | "balanceOf">

/** Every rule of the books in one statement, with the first entry that offends each. */
export const invariantStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  invariants: (to) =>
    statements((unit) => Effect.orDie(ruleRows(unit, Option.getOrNull(to)))).pipe(
      Effect.map((rows) =>
        rows.map(({ currency, date, difference, entryId, journal, name, number, violations }) => ({
          name,
          ok: violations === 0,
          violations,
          difference: money(difference, currency),
          first:
            entryId === null || journal === null || number === null || date === null
              ? null
              : { entryId, journal, number, date }
        }))
      )
    ),

  balanceOf: (account, currency, at) =>
    statements((unit) =>
      Effect.map(Effect.orDie(balanceRow(unit, account, currency, at)), ({ balance }) => balance)
    )
})

const balanceRow = (unit: TenantStatements, account: AccountCode, currency: CurrencyCode, at: LocalDate) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ balance: Schema.BigIntFromString }),
    execute: () => unit.sql`
      select coalesce(sum(case when t.currency = ${currency} then l.debit - l.credit
        when l.foreign_currency = ${currency} and l.debit > 0 then l.foreign_amount
        when l.foreign_currency = ${currency} then -l.foreign_amount end), 0)::text as balance
      from azals.tenant t left join azals.journal_line l on l.tenant_id = ${unit.tenantId}
        and l.account_code = ${account} and l.entry_date <= ${at}::date
        and not exists (select from azals.carry_forward c where c.tenant_id = ${unit.tenantId} and c.entry_id = l.entry_id)
        and not exists (select from azals.journal_entry e join azals.carry_forward c on c.tenant_id = ${unit.tenantId}
          and c.entry_id = e.reversal_of where e.tenant_id = ${unit.tenantId} and e.id = l.entry_id)
      where t.tenant_id = ${unit.tenantId}`
  })(undefined)

const RuleRow = Schema.Struct({
  name: InvariantName,
  violations: Schema.Int,
  difference: Schema.BigIntFromString,
  currency: CurrencyCode,
  entryId: Schema.NullOr(EntryId),
  journal: Schema.NullOr(Schema.String),
  number: Schema.NullOr(Schema.Int),
  date: Schema.NullOr(LocalDate)
})

const ruleRows = ({ sql, tenantId }: TenantStatements, to: LocalDate | null) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: RuleRow,
    execute: () => sql`
      with line as (
        select * from azals.journal_line l
        where l.tenant_id = ${tenantId} and (${to}::date is null or l.entry_date <= ${to}::date)),
      entry as materialized (
        select e.id, e.journal_id, e.fiscal_year_id, e.number, e.entry_date,
          lag(e.number, 1, 0) over (partition by e.journal_id, e.fiscal_year_id order by e.number) + 1 as expected
        from azals.journal_entry e where e.tenant_id = ${tenantId}),
      -- an entry whose lines are all gone is as wrong as one whose lines differ
      unbalanced as materialized (
        select e.id, coalesce(s.difference, 0) as difference
        from entry e
        left join (select entry_id, sum(debit - credit) as difference from line group by entry_id) s on s.entry_id = e.id
        where (${to}::date is null or e.entry_date <= ${to}::date) and s.difference is distinct from 0),
      orphan as (select l.entry_id, l.debit - l.credit as difference from line l
        where not exists (select from azals.journal_entry e where e.tenant_id = ${tenantId} and e.id = l.entry_id)),
      suspense as materialized (
        select account_code, sum(debit - credit) as difference from line
        where account_code >= '471' and account_code < '472' group by account_code having sum(debit - credit) <> 0),
      nobody as materialized (
        select account_code, sum(debit - credit) as difference from line
        where party_code is null and (account_code >= '401' and account_code < '402'
          or account_code >= '411' and account_code < '412')
        group by account_code having sum(debit - credit) <> 0),
      rule as (
        select 1 as position, 'debits-equal-credits' as name, (sum(debit - credit) <> 0)::int as violations,
          sum(debit - credit) as difference,
          case when sum(debit - credit) <> 0 then (select id from unbalanced order by id limit 1) end as entry_id
        from line
        union all
        select 2, 'entries-balance', (select count(*) from unbalanced)::int + (select count(distinct entry_id) from orphan)::int,
          (select coalesce(sum(difference), 0) from unbalanced) + (select coalesce(sum(difference), 0) from orphan),
          (select id from unbalanced order by id limit 1)
        union all
        select 3, 'suspense-is-clear', count(*)::int, sum(difference), (select l.entry_id from line l
          where l.account_code in (select account_code from suspense) order by l.entry_date, l.id limit 1) from suspense
        union all
        select 4, 'parties-equal-control-account', count(*)::int, sum(difference), (select l.entry_id from line l
          where l.party_code is null and l.account_code in (select account_code from nobody)
          order by l.entry_date, l.id limit 1) from nobody
        union all
        select 5, 'numbers-without-holes', (select count(*) from entry where number <> expected)::int
            + (select count(*) from azals.journal_sequence q where q.tenant_id = ${tenantId} and q.last_number <>
              coalesce((select max(number) from entry e where e.journal_id = q.journal_id
                and e.fiscal_year_id = q.fiscal_year_id), 0))::int,
          0, (select id from entry where number <> expected order by fiscal_year_id, journal_id, number limit 1))
      select r.name, coalesce(r.violations, 0) as violations, coalesce(r.difference, 0)::text as difference, t.currency,
        e.id as "entryId", j.code as journal, e.number, e.entry_date::text as date
      from rule r
      join azals.tenant t on t.tenant_id = ${tenantId}
      left join entry e on e.id = r.entry_id
      left join azals.journal j on j.tenant_id = ${tenantId} and j.id = e.journal_id
      order by r.position`
  })(undefined)
