import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  type AccountBalance,
  AccountCode,
  type ReportSpan
} from "../../../../domain/finance/accounting/model/index.ts"
import { type CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { Reports } from "../../../../ports/finance/Reports.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"
import { accountSums, under } from "./accountSums.ts"

type Part = Pick<Reports["Service"], "trialBalance" | "balances">

/** Balances by account: one pass over the lines, whatever the page. */
export const trialBalanceStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  trialBalance: (span, prefix, limit, after) =>
    statements((unit) =>
      Effect.map(Effect.orDie(page(unit, span, prefix, limit, after)), (row) => ({
        totals: balancesOf(row.totals, span.currency),
        classes: row.classes.map((sums) => ({ class: sums.class, ...balancesOf(sums, span.currency) })),
        items: row.items.map((sums) => accountBalance(sums, span.currency))
      }))
    ),
  balances: (span, prefix) =>
    statements((unit) =>
      Effect.map(Effect.orDie(allRows(unit, span, prefix)), (rows) =>
        rows.map((sums) => accountBalance(sums, span.currency))
      )
    )
})

const Sums = {
  opening: Schema.BigIntFromString,
  debit: Schema.BigIntFromString,
  credit: Schema.BigIntFromString
}
const SumsRow = Schema.Struct(Sums)
const AccountRow = Schema.Struct({ account: AccountCode, label: Schema.String, ...Sums })

const PageRow = Schema.Struct({
  totals: SumsRow,
  classes: Schema.Array(Schema.Struct({ class: Schema.String, ...Sums })),
  items: Schema.Array(AccountRow)
})

const allRows = (unit: TenantStatements, span: ReportSpan, prefix: string) => {
  const { sql, tenantId } = unit
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: AccountRow,
    execute: () => sql`
      select s.account_code as account, a.label, s.opening::text, s.debit::text, s.credit::text
      from (${accountSums(unit, span, under(unit, prefix), sql``)}) s
      join azals.account a on a.tenant_id = ${tenantId} and a.code = s.account_code
      order by s.account_code`
  })(undefined)
}

const page = (
  unit: TenantStatements,
  span: ReportSpan,
  prefix: string,
  limit: number,
  after: Option.Option<AccountCode>
) => {
  const { sql, tenantId } = unit
  return SqlSchema.findOne({
    Request: Schema.Void,
    Result: PageRow,
    execute: () => sql`
      with sums as materialized (${accountSums(unit, span, under(unit, prefix), sql``)})
      select
        (select jsonb_build_object('opening', coalesce(sum(opening), 0)::text, 'debit', coalesce(sum(debit), 0)::text,
          'credit', coalesce(sum(credit), 0)::text) from sums) as totals,
        (select coalesce(jsonb_agg(jsonb_build_object('class', c.class, 'opening', c.opening::text,
            'debit', c.debit::text, 'credit', c.credit::text) order by c.class), '[]')
          from (select left(account_code, 1) as class, sum(opening) as opening, sum(debit) as debit,
            sum(credit) as credit from sums group by 1) c) as classes,
        (select coalesce(jsonb_agg(jsonb_build_object('account', i.code, 'label', i.label, 'opening', i.opening::text,
            'debit', i.debit::text, 'credit', i.credit::text) order by i.code), '[]')
          from (select a.code, a.label, s.opening, s.debit, s.credit from sums s
            join azals.account a on a.tenant_id = ${tenantId} and a.code = s.account_code
            where a.code > ${Option.getOrElse(after, () => "")} order by a.code limit ${limit}) i) as items`
  })(undefined)
}

const balancesOf = ({ credit, debit, opening }: typeof SumsRow.Type, currency: CurrencyCode) => ({
  opening: money(opening, currency),
  debit: money(debit, currency),
  credit: money(credit, currency),
  closing: money(opening + debit - credit, currency)
})

const accountBalance = (row: typeof AccountRow.Type, currency: CurrencyCode): AccountBalance => ({
  account: row.account,
  label: row.label,
  ...balancesOf(row, currency)
})
