import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  EntryId,
  FiscalYearId,
  LineId,
  type PostedEntry
} from "../../../domain/finance/accounting/model/index.ts"
import { AccountCode, type PostedLine } from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode } from "../../../domain/shared/Money.ts"
import type { EntryCursor, EntryFilter } from "../../../ports/finance/Ledger.ts"
import type { TenantStatements } from "../TenantSql.ts"

/** The entries of a filter, newest first, from a cursor on. */
export const entriesFrom = (
  unit: TenantStatements,
  { account, documentRef, from, journal, party, sourceEvent, to }: EntryFilter,
  limit: number,
  after: Option.Option<EntryCursor>
) => {
  const { sql, tenantId } = unit
  const conditions = [
    ...(journal === undefined ? [] : [sql`and j.code = ${journal}`]),
    ...(from === undefined ? [] : [sql`and e.entry_date >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`and e.entry_date <= ${to}::date`]),
    ...(sourceEvent === undefined ? [] : [sql`and e.source_event = ${sourceEvent}`]),
    ...(documentRef === undefined ? [] : [sql`and e.document_ref = ${documentRef}`]),
    ...(party === undefined
      ? []
      : [
          sql`and e.id in (select l.entry_id from azals.journal_line l where l.tenant_id = ${tenantId}
          and l.party_code = ${party})`
        ]),
    ...(account === undefined
      ? []
      : [
          sql`and exists (select from azals.journal_line l where l.tenant_id = ${tenantId} and l.entry_id = e.id
          and l.account_code = ${account})`
        ]),
    ...(Option.isNone(after)
      ? []
      : [sql`and (e.entry_date, e.id) < (${after.value.date}::date, ${after.value.id}::uuid)`])
  ]
  return findEntries(unit, sql.join(" ", false)(conditions), limit)
}

/** Entries with their lines in order, newest first unless `order` says otherwise; `condition` continues the WHERE. */
export const findEntries = (
  { sql, tenantId }: TenantStatements,
  condition: Statement.Fragment,
  limit: number,
  order: Statement.Fragment = sql`e.entry_date desc, e.id desc`
) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: EntryRow,
    execute: () => sql`
      select e.id, j.code as journal, e.fiscal_year_id as "fiscalYearId", e.number, e.entry_date::text as date, e.label,
        e.document_ref as "documentRef", e.document_date::text as "documentDate", e.source_event as "sourceEvent",
        e.postponed_from::text as "postponedFrom", e.reversal_of as "reversalOf", r.id as "reversedBy",
        to_json(e.posted_at) #>> '{}' as "postedAt", encode(e.hash, 'hex') as hash, t.currency,
        (select jsonb_agg(jsonb_build_object('id', l.id, 'position', l.position, 'account', l.account_code,
            'partyCode', l.party_code, 'partyLabel', l.party_label, 'label', l.label, 'debit', l.debit::text,
            'credit', l.credit::text, 'foreignCurrency', l.foreign_currency, 'foreignAmount', l.foreign_amount::text,
            'dueDate', l.due_date, 'vatCode', l.vat_code, 'analytics', l.analytics) order by l.position)
          from azals.journal_line l where l.tenant_id = ${tenantId} and l.entry_id = e.id) as lines
      from azals.journal_entry e
      join azals.tenant t on t.tenant_id = ${tenantId}
      join azals.journal j on j.tenant_id = ${tenantId} and j.id = e.journal_id
      left join azals.journal_entry r on r.tenant_id = ${tenantId} and r.reversal_of = e.id
      where e.tenant_id = ${tenantId} ${condition}
      order by ${order} limit ${limit}`
  })(undefined).pipe(Effect.map((rows) => rows.map(toEntry)))

const LineRow = Schema.Struct({
  id: LineId,
  position: Schema.Int,
  account: AccountCode,
  partyCode: Schema.NullOr(Schema.String),
  partyLabel: Schema.NullOr(Schema.String),
  label: Schema.String,
  debit: Schema.BigIntFromString,
  credit: Schema.BigIntFromString,
  foreignCurrency: Schema.NullOr(CurrencyCode),
  foreignAmount: Schema.NullOr(Schema.BigIntFromString),
  dueDate: Schema.NullOr(LocalDate),
  vatCode: Schema.NullOr(Schema.String),
  analytics: Schema.NullOr(Schema.Record(Schema.String, Schema.String))
})

const EntryRow = Schema.Struct({
  id: EntryId,
  journal: Schema.String,
  fiscalYearId: FiscalYearId,
  number: Schema.Int,
  date: LocalDate,
  label: Schema.String,
  documentRef: Schema.NullOr(Schema.String),
  documentDate: Schema.NullOr(LocalDate),
  sourceEvent: Schema.NullOr(Schema.String),
  postponedFrom: Schema.NullOr(LocalDate),
  reversalOf: Schema.NullOr(EntryId),
  reversedBy: Schema.NullOr(EntryId),
  postedAt: Schema.String,
  hash: Schema.String,
  currency: CurrencyCode,
  lines: Schema.Array(LineRow)
})

const toEntry = ({ currency, lines, ...entry }: typeof EntryRow.Type): PostedEntry => ({
  ...entry,
  state: entry.reversedBy === null ? "posted" : "reversed",
  lines: lines.map((line) => toLine(line, currency))
})

const toLine = (row: typeof LineRow.Type, currency: CurrencyCode): PostedLine => ({
  id: row.id,
  position: row.position,
  account: row.account,
  label: row.label,
  ...(row.partyCode === null
    ? {}
    : { party: { code: row.partyCode, label: row.partyLabel ?? row.partyCode } }),
  ...(row.debit === 0n ? {} : { debit: { minor: row.debit, currency } }),
  ...(row.credit === 0n ? {} : { credit: { minor: row.credit, currency } }),
  ...(row.foreignCurrency === null || row.foreignAmount === null
    ? {}
    : { foreign: { minor: row.foreignAmount, currency: row.foreignCurrency } }),
  ...(row.dueDate === null ? {} : { dueDate: row.dueDate }),
  ...(row.vatCode === null ? {} : { vatCode: row.vatCode }),
  ...(row.analytics === null ? {} : { analytics: row.analytics })
})
