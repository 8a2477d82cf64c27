import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { ReportSpan } from "../../../../domain/finance/accounting/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { money } from "../../../../domain/shared/Money.ts"
import type { Reports } from "../../../../ports/finance/Reports.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"
import { findEntries } from "../entryRows.ts"

type Part = Pick<Reports["Service"], "journalTotals" | "journal">

/** Journals: their totals by period, and one of them entry by entry. */
export const journalReportStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  journalTotals: (span) =>
    statements((unit) =>
      Effect.map(Effect.orDie(byPeriod(unit, span)), (rows) => {
        const items = rows.map(({ credit, debit, ...row }) => ({
          ...row,
          debit: money(debit, span.currency),
          credit: money(credit, span.currency)
        }))
        const totals = {
          entries: rows.reduce((sum, { entries }) => sum + entries, 0),
          debit: money(
            rows.reduce((sum, { debit }) => sum + debit, 0n),
            span.currency
          ),
          credit: money(
            rows.reduce((sum, { credit }) => sum + credit, 0n),
            span.currency
          )
        }
        return { from: span.from, to: span.to, totals, items }
      })
    ),
  journal: (span, journal, limit, after) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql } = unit
        const head = yield* Effect.orDie(heading(unit, span, journal))
        if (Option.isNone(head)) return yield* new NotFound({ entity: "Journal", id: journal })
        const number = Option.getOrElse(after, () => 0)
        const items = yield* Effect.orDie(
          findEntries(
            unit,
            sql`and j.code = ${journal} and e.fiscal_year_id = ${span.fiscalYearId} and e.number > ${number}
              and e.entry_date between ${span.from}::date and ${span.to}::date`,
            limit,
            sql`e.number`
          )
        )
        const { credit, debit, entries, label } = head.value
        return {
          journal,
          label,
          from: span.from,
          to: span.to,
          entries,
          debit: money(debit, span.currency),
          credit: money(credit, span.currency),
          items
        }
      })
    )
})

const Sums = {
  label: Schema.String,
  entries: Schema.Int,
  debit: Schema.BigIntFromString,
  credit: Schema.BigIntFromString
}

const PeriodRow = Schema.Struct({
  journal: Schema.String,
  periodStarts: LocalDate,
  periodEnds: LocalDate,
  firstNumber: Schema.Int,
  lastNumber: Schema.Int,
  ...Sums
})

const byPeriod = ({ sql, tenantId }: TenantStatements, { fiscalYearId, from, to }: ReportSpan) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: PeriodRow,
    execute: () => sql`
      select j.code as journal, j.label, p.starts::text as "periodStarts", p.ends::text as "periodEnds",
        min(e.number) as "firstNumber", max(e.number) as "lastNumber", count(*)::int as entries,
        sum(e.debit)::text as debit, sum(e.credit)::text as credit
      from (select e.journal_id, e.number, e.entry_date, sum(l.debit) as debit, sum(l.credit) as credit
        from azals.journal_entry e
        join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_id = e.id
        where e.tenant_id = ${tenantId} and e.fiscal_year_id = ${fiscalYearId}
          and e.entry_date between ${from}::date and ${to}::date
        group by e.id, e.journal_id, e.number, e.entry_date) e
      join azals.journal j on j.tenant_id = ${tenantId} and j.id = e.journal_id
      join azals.period p on p.tenant_id = ${tenantId} and p.fiscal_year_id = ${fiscalYearId}
        and e.entry_date between p.starts and p.ends
      group by j.code, j.label, p.starts, p.ends order by j.code, p.starts`
  })(undefined)

const heading = (
  { sql, tenantId }: TenantStatements,
  { fiscalYearId, from, to }: ReportSpan,
  journal: string
) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct(Sums),
    execute: () => sql`
      select j.label, count(distinct e.id)::int as entries, coalesce(sum(l.debit), 0)::text as debit,
        coalesce(sum(l.credit), 0)::text as credit
      from azals.journal j
      left join azals.journal_entry e on e.tenant_id = ${tenantId} and e.journal_id = j.id
        and e.fiscal_year_id = ${fiscalYearId} and e.entry_date between ${from}::date and ${to}::date
      left join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_id = e.id
      where j.tenant_id = ${tenantId} and j.code = ${journal} group by j.label`
  })(undefined)
