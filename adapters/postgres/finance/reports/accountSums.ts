import type { Statement } from "effect/sql"
import type { ReportSpan } from "../../../../domain/finance/accounting/model/index.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/**
 * Opening, debit and credit of accounts in a span, as a subquery with the columns `account_code`, `opening` (debit
 * minus credit), `debit` and `credit`. `lines` and `account` narrow it: conditions on `l` and on an account's code.
 *
 * Accounts of classes 1 to 5 open with everything since `base`, the others with what their own year holds. What the
 * opening journal says on the year's first day is opening, not movement. The result of a year that is not closed yet
 * stands on 120 or 129, where its closing will put it. Accounts with neither balance nor movement are left out.
 */
export const accountSums = (
  { sql, tenantId }: TenantStatements,
  { base, fiscalYearId, from, to, yearStarts }: ReportSpan,
  account: (code: Statement.Fragment) => Statement.Fragment,
  lines: Statement.Fragment
) => sql`
  select account_code, sum(opening) as opening, sum(debit) as debit, sum(credit) as credit from (
    select l.account_code,
      coalesce(sum(l.debit - l.credit) filter (where l.entry_date < ${from}::date), 0) as opening,
      coalesce(sum(l.debit) filter (where l.entry_date >= ${from}::date), 0) as debit,
      coalesce(sum(l.credit) filter (where l.entry_date >= ${from}::date), 0) as credit
    from azals.journal_line l
    where l.tenant_id = ${tenantId} and l.entry_date between ${base}::date and ${to}::date
      and (l.entry_date >= ${yearStarts}::date or l.account_code < '6') and ${account(sql.literal("l.account_code"))} ${lines}
    group by l.account_code
    union all
    select l.account_code, sum(l.debit - l.credit), -sum(l.debit), -sum(l.credit)
    from azals.journal_entry e
    join azals.journal j on j.tenant_id = ${tenantId} and j.id = e.journal_id and j.kind = 'opening'
    join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_id = e.id
    where e.tenant_id = ${tenantId} and e.fiscal_year_id = ${fiscalYearId} and e.entry_date = ${from}::date
      and ${from}::date = ${yearStarts}::date and ${account(sql.literal("l.account_code"))} ${lines}
    group by l.account_code
    union all
    select r.account_code, r.result, 0, 0 from (
      select case when sum(l.debit - l.credit) < 0 then '120' else '129' end as account_code,
        sum(l.debit - l.credit) as result
      from azals.fiscal_year y
      join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_date between y.starts and y.ends
        and l.account_code >= '6' and l.account_code < '8' ${lines}
      where y.tenant_id = ${tenantId} and y.starts >= ${base}::date and y.ends < ${yearStarts}::date
      group by y.id having sum(l.debit - l.credit) <> 0) r
    where ${account(sql.literal("r.account_code"))}) parts
  group by account_code having sum(opening) <> 0 or sum(debit) <> 0 or sum(credit) <> 0`

/** The accounts of a prefix; all of them when it is empty. */
export const under =
  ({ sql, tenantId }: TenantStatements, prefix: string) =>
  (code: Statement.Fragment) =>
    prefix === ""
      ? sql`true`
      : sql`${code} in (select a.code from azals.account a
          where a.tenant_id = ${tenantId} and starts_with(a.code, ${prefix}))`
