import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  EntryId,
  LineId,
  type LedgerMovement,
  type MovementCursor,
  type ReportSpan
} from "../../../../domain/finance/accounting/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { type CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { LedgerSelection, Reports } from "../../../../ports/finance/Reports.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"
import { accountSums } from "./accountSums.ts"

type Part = Pick<Reports["Service"], "generalLedger">

/** One account's movements with its balance after each, in the order of dates and of posting. */
export const generalLedgerStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  generalLedger: (span, selection, limit, after) =>
    statements((unit) =>
      Effect.gen(function* () {
        const head = yield* Effect.orDie(heading(unit, span, selection))
        if (Option.isNone(head)) {
          return yield* new NotFound({ entity: "Account", id: selection.account })
        }
        const { credit, debit, label, opening } = head.value
        const rows = yield* Effect.orDie(movements(unit, span, selection, limit, after))
        const sum = (minor: bigint) => money(minor, span.currency)
        return {
          account: selection.account,
          label,
          from: span.from,
          to: span.to,
          provisional: span.base < span.yearStarts,
          opening: sum(opening),
          debit: sum(debit),
          credit: sum(credit),
          closing: sum(opening + debit - credit),
          items: rows.map((row) => movementOf(row, opening, span.currency))
        }
      })
    )
})

const Heading = Schema.Struct({
  label: Schema.String,
  opening: Schema.BigIntFromString,
  debit: Schema.BigIntFromString,
  credit: Schema.BigIntFromString
})

const heading = (unit: TenantStatements, span: ReportSpan, { account, party }: LedgerSelection) => {
  const { sql, tenantId } = unit
  const ofParty = party === undefined ? sql`` : sql`and l.party_code = ${party}`
  const sums = accountSums(unit, span, (code) => sql`${code} = ${account}`, ofParty)
  return SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Heading,
    execute: () => sql`
      select a.label, coalesce(s.opening, 0)::text as opening, coalesce(s.debit, 0)::text as debit,
        coalesce(s.credit, 0)::text as credit
      from azals.account a left join (${sums}) s on true
      where a.tenant_id = ${tenantId} and a.code = ${account}`
  })(undefined)
}

const MovementRow = Schema.Struct({
  lineId: LineId,
  entryId: EntryId,
  journal: Schema.String,
  number: Schema.Int,
  date: LocalDate,
  label: Schema.String,
  documentRef: Schema.NullOr(Schema.String),
  sourceEvent: Schema.NullOr(Schema.String),
  partyCode: Schema.NullOr(Schema.String),
  partyLabel: Schema.NullOr(Schema.String),
  dueDate: Schema.NullOr(LocalDate),
  debit: Schema.BigIntFromString,
  credit: Schema.BigIntFromString,
  /** Debit minus credit of the movements up to this one. */
  moved: Schema.BigIntFromString
})

const movements = (
  { sql, tenantId }: TenantStatements,
  { fiscalYearId, from, to, yearStarts }: ReportSpan,
  { account, party }: LedgerSelection,
  limit: number,
  after: Option.Option<MovementCursor>
) => {
  const selected = sql`l.tenant_id = ${tenantId} and l.account_code = ${account}
    and l.entry_date between ${from}::date and ${to}::date
    ${party === undefined ? sql`` : sql`and l.party_code = ${party}`}
    and not (l.entry_date = ${yearStarts}::date and l.entry_id in (select o.id from azals.journal_entry o
      join azals.journal oj on oj.tenant_id = ${tenantId} and oj.id = o.journal_id and oj.kind = 'opening'
      where o.tenant_id = ${tenantId} and o.fiscal_year_id = ${fiscalYearId} and o.entry_date = ${yearStarts}::date))`
  const seen = Option.map(
    after,
    ({ date, lineId }) =>
      [
        sql`and (l.entry_date, l.id) > (${date}::date, ${lineId}::uuid)`,
        sql`(select coalesce(sum(l.debit - l.credit), 0) from azals.journal_line l
          where ${selected} and (l.entry_date, l.id) <= (${date}::date, ${lineId}::uuid))`
      ] as const
  )
  const [onlyAfter, before] = Option.getOrElse(seen, () => [sql``, sql`0`] as const)
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: MovementRow,
    execute: () => sql`
      select p.id as "lineId", p.entry_id as "entryId", j.code as journal, e.number, p.entry_date::text as date, p.label,
        e.document_ref as "documentRef", e.source_event as "sourceEvent", p.party_code as "partyCode",
        p.party_label as "partyLabel", p.due_date::text as "dueDate", p.debit::text, p.credit::text,
        (${before} + sum(p.debit - p.credit) over (order by p.entry_date, p.id))::text as moved
      from (select l.* from azals.journal_line l where ${selected} ${onlyAfter}
        order by l.entry_date, l.id limit ${limit}) p
      join azals.journal_entry e on e.tenant_id = ${tenantId} and e.id = p.entry_id
      join azals.journal j on j.tenant_id = ${tenantId} and j.id = e.journal_id
      order by p.entry_date, p.id`
  })(undefined)
}

const movementOf = (
  { credit, debit, moved, partyCode, partyLabel, ...row }: typeof MovementRow.Type,
  opening: bigint,
  currency: CurrencyCode
): LedgerMovement => ({
  ...row,
  party: partyCode === null ? null : { code: partyCode, label: partyLabel ?? partyCode },
  debit: money(debit, currency),
  credit: money(credit, currency),
  balance: money(opening + moved, currency)
})
