import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  AccountCode,
  EntryId,
  LineId,
  type MovementCursor
} from "../../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { letteredBy, openOf } from "../openAmounts.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"

type Part = Pick<LedgerControls["Service"], "suspense">

/** Open lines of the suspense accounts, oldest first. */
export const suspenseStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  suspense: (at, limit, after) =>
    statements((unit) =>
      Effect.map(Effect.orDie(waiting(unit, at, limit, after)), ({ currency, items, lines, ...sums }) => ({
        at,
        lines,
        balance: money(sums.balance, currency),
        days0To30: money(sums.days0To30, currency),
        days31To60: money(sums.days31To60, currency),
        days61To90: money(sums.days61To90, currency),
        over90: money(sums.over90, currency),
        items: items.map(({ open, ...item }) => ({ ...item, open: money(open, currency) }))
      }))
    )
})

const WaitingRow = Schema.Struct({
  currency: CurrencyCode,
  lines: Schema.Int,
  balance: Schema.BigIntFromString,
  days0To30: Schema.BigIntFromString,
  days31To60: Schema.BigIntFromString,
  days61To90: Schema.BigIntFromString,
  over90: Schema.BigIntFromString,
  items: Schema.Array(
    Schema.Struct({
      lineId: LineId,
      entryId: EntryId,
      journal: Schema.String,
      number: Schema.Int,
      date: LocalDate,
      account: AccountCode,
      label: Schema.String,
      documentRef: Schema.NullOr(Schema.String),
      open: Schema.BigIntFromString,
      ageDays: Schema.Int
    })
  )
})

const waiting = (
  unit: TenantStatements,
  at: LocalDate,
  limit: number,
  after: Option.Option<MovementCursor>
) => {
  const { sql, tenantId } = unit
  const onlyAfter = Option.match(after, {
    onNone: () => sql`true`,
    onSome: ({ date, lineId }) => sql`(o.date, o.id) > (${date}::date, ${lineId}::uuid)`
  })
  return SqlSchema.findOne({
    Request: Schema.Void,
    Result: WaitingRow,
    execute: () => sql`
      with open_line as materialized (
        select l.id, l.entry_id, l.account_code, l.label, l.entry_date as date, e.number, e.document_ref, j.code as journal,
          ${openOf(unit)} as open, ${at}::date - l.entry_date as age
        from azals.journal_line l
        join azals.journal_entry e on e.tenant_id = ${tenantId} and e.id = l.entry_id
        join azals.journal j on j.tenant_id = ${tenantId} and j.id = e.journal_id
        left join (${letteredBy(unit, at)}) p on p.line_id = l.id
        where l.tenant_id = ${tenantId} and l.account_code >= '471' and l.account_code < '472'
          and l.entry_date <= ${at}::date and l.debit + l.credit > coalesce(p.amount, 0)
          and e.id not in (select c.entry_id from azals.carry_forward c where c.tenant_id = ${tenantId})
          and not exists (select from azals.journal_entry o where o.tenant_id = ${tenantId} and o.id = e.reversal_of
            and o.entry_date <= ${at}::date)
          and not exists (select from azals.journal_entry r where r.tenant_id = ${tenantId} and r.reversal_of = e.id
            and r.entry_date <= ${at}::date))
      select t.currency, (select count(*)::int from open_line) as lines,
        (select coalesce(sum(open), 0)::text from open_line) as balance,
        (select coalesce(sum(open), 0)::text from open_line where age <= 30) as "days0To30",
        (select coalesce(sum(open), 0)::text from open_line where age between 31 and 60) as "days31To60",
        (select coalesce(sum(open), 0)::text from open_line where age between 61 and 90) as "days61To90",
        (select coalesce(sum(open), 0)::text from open_line where age > 90) as over90,
        (select coalesce(jsonb_agg(jsonb_build_object('lineId', i.id, 'entryId', i.entry_id, 'journal', i.journal,
            'number', i.number, 'date', i.date, 'account', i.account_code, 'label', i.label,
            'documentRef', i.document_ref, 'open', i.open::text, 'ageDays', i.age) order by i.date, i.id), '[]')
          from (select * from open_line o where ${onlyAfter} order by o.date, o.id limit ${limit}) i) as items
      from azals.tenant t where t.tenant_id = ${tenantId}`
  })(undefined)
}
