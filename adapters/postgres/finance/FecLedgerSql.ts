import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  type FecLine,
  type FiscalYearId,
  letteringCode
} from "../../../domain/finance/accounting/model/index.ts"
import type { JobId } from "../../../domain/platform/jobs/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import {
  type FecCursor,
  type FecJournal,
  FecLedger,
  type FecPage,
  type FecState
} from "../../../ports/finance/FecLedger.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

/** Entries of one page. */
const pageEntries = 100

export const fecLedgerLayer = Layer.effect(
  FecLedger,
  Effect.map(TenantSql, ({ statements }) =>
    FecLedger.of({
      fix: (job, year) => statements((unit) => Effect.andThen(release(unit, job), fix(unit, job, year))),
      page: (state, after) => statements((unit) => page(unit, state, after)),
      release: (job) => statements((unit) => Effect.asVoid(release(unit, job)))
    })
  )
)

const release = ({ sql, tenantId }: TenantStatements, job: JobId) =>
  sql`delete from azals.fec_lettering f using azals.job j where f.tenant_id = ${tenantId}
    and j.tenant_id = ${tenantId} and j.id = f.job_id and (j.id = ${job} or j.ended_at is not null)`

const StateRow = Schema.Struct({
  journals: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      code: Schema.String,
      label: Schema.String,
      opening: Schema.Boolean,
      lastNumber: Schema.Int
    })
  ),
  accounts: Schema.Record(Schema.String, Schema.String)
})

/** One statement, so one snapshot: the last numbers and the letterings in force belong together. */
const fix = ({ sql, tenantId }: TenantStatements, job: JobId, year: FiscalYearId) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: StateRow,
    execute: () => sql`
      with noted as (
        insert into azals.fec_lettering (tenant_id, job_id, lettering_id)
        select ${tenantId}, ${job}, g.id
        from azals.fiscal_year y
        join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_date between y.starts and y.ends
        join azals.lettered_part p on p.tenant_id = ${tenantId} and p.line_id = l.id
        join azals.lettering g on g.tenant_id = ${tenantId} and g.id = p.lettering_id and g.state = 'full'
        where y.tenant_id = ${tenantId} and y.id = ${year} and not exists (
          select from azals.lettered_part q
          join azals.journal_line m on m.tenant_id = ${tenantId} and m.id = q.line_id
          where q.tenant_id = ${tenantId} and q.lettering_id = g.id and q.amount <> m.debit + m.credit)
        group by g.id
        returning 1
      )
      select coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'code', j.code, 'label', j.label,
            'opening', j.kind = 'opening', 'lastNumber', s.last_number) order by j.code)
          from azals.journal_sequence s join azals.journal j on j.tenant_id = ${tenantId} and j.id = s.journal_id
          where s.tenant_id = ${tenantId} and s.fiscal_year_id = ${year}), '[]') as journals,
        (select coalesce(jsonb_object_agg(code, label), '{}') from azals.account where tenant_id = ${tenantId})
          as accounts, (select count(*) from noted) as noted`
  })(undefined).pipe(
    Effect.map(({ accounts, journals }): FecState => ({
      jobId: job,
      year,
      journals,
      accounts: new Map(Object.entries(accounts)),
      entries: journals.reduce((sum, { lastNumber }) => sum + lastNumber, 0)
    })),
    Effect.catchTag(["SchemaError", "NoSuchElementError"], Effect.die)
  )

const Row = Schema.Struct({
  id: Schema.String,
  journal: Schema.String,
  number: Schema.Int,
  date: LocalDate,
  validDate: LocalDate,
  postedAt: Schema.String,
  reference: Schema.NullOr(Schema.String),
  documentDate: Schema.NullOr(LocalDate),
  account: Schema.String,
  party: Schema.NullOr(Schema.String),
  partyLabel: Schema.NullOr(Schema.String),
  label: Schema.String,
  debit: Schema.BigIntFromString,
  credit: Schema.BigIntFromString,
  foreignCurrency: Schema.NullOr(Schema.String),
  foreignAmount: Schema.NullOr(Schema.BigIntFromString),
  lettering: Schema.NullOr(Schema.Int),
  letteredOn: Schema.NullOr(LocalDate)
})

const page = (unit: TenantStatements, state: FecState, after: Option.Option<FecCursor>) =>
  Effect.gen(function* () {
    const opening = Option.match(after, { onNone: () => true, onSome: (cursor) => cursor.opening })
    const rows = yield* pageRows(unit, state, opening, after)
    const last = rows.at(-1)
    const entries = rows.reduce((count, row, at) => count + (rows[at - 1]?.id === row.id ? 0 : 1), 0)
    const end: Option.Option<FecCursor> =
      last !== undefined && entries === pageEntries
        ? Option.some({ opening, postedAt: last.postedAt, id: last.id })
        : opening
          ? Option.some({ opening: false, postedAt: "-infinity", id: nilId })
          : Option.none()
    const journals = new Map(state.journals.map((journal) => [journal.id, journal]))
    return {
      lines: rows.map((row) => toLine(row, journals, state)),
      entries,
      next: end
    } satisfies FecPage
  })

const nilId = "00000000-0000-0000-0000-000000000000"

/** An entry is part of the state when its journal's last number then was not below its own. */
const pageRows = (
  { sql, tenantId }: TenantStatements,
  { jobId, journals, year }: FecState,
  opening: boolean,
  after: Option.Option<FecCursor>
) => {
  const last = JSON.stringify(
    Object.fromEntries(
      journals.filter((one) => one.opening === opening).map(({ id, lastNumber }) => [id, lastNumber])
    )
  )
  const from = Option.getOrElse(after, () => ({ postedAt: "-infinity", id: nilId }))
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`
      with page as materialized (
        select * from azals.journal_entry e
        where e.tenant_id = ${tenantId} and e.fiscal_year_id = ${year}
          and (e.posted_at, e.id) > (${from.postedAt}::timestamptz, ${from.id}::uuid)
          and e.number <= (${last}::jsonb ->> e.journal_id::text)::integer
        order by e.posted_at, e.id limit ${pageEntries}
      )
      select e.id, e.journal_id as journal, e.number, e.entry_date::text as date, e.posted_at::text as "postedAt",
        (e.posted_at at time zone 'Europe/Paris')::date::text as "validDate", e.document_ref as reference,
        e.document_date::text as "documentDate", l.account_code as account, l.party_code as party,
        l.party_label as "partyLabel", l.label, l.debit::text as debit, l.credit::text as credit,
        l.foreign_currency as "foreignCurrency", l.foreign_amount::text as "foreignAmount",
        g.sequence as lettering, g.lettered_on::text as "letteredOn"
      from page e
      join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_id = e.id
      left join lateral (
        select g.sequence, g.lettered_on from azals.lettered_part p
        join azals.fec_lettering f on f.tenant_id = ${tenantId} and f.job_id = ${jobId}
          and f.lettering_id = p.lettering_id
        join azals.lettering g on g.tenant_id = ${tenantId} and g.id = p.lettering_id
        where p.tenant_id = ${tenantId} and p.line_id = l.id order by g.sequence limit 1) g on true
      order by e.posted_at, e.id, l.position`
  })(undefined).pipe(Effect.catchTag("SchemaError", Effect.die))
}

const toLine = (
  row: typeof Row.Type,
  journals: ReadonlyMap<string, FecJournal>,
  { accounts }: FecState
): FecLine => ({
  journalCode: journals.get(row.journal)?.code ?? "",
  journalLabel: journals.get(row.journal)?.label ?? "",
  entryNumber: String(row.number),
  entryDate: row.date,
  account: row.account,
  accountLabel: accounts.get(row.account) ?? "",
  auxiliary: row.party ?? "",
  auxiliaryLabel: row.partyLabel ?? "",
  pieceRef: row.reference ?? "",
  pieceDate: row.documentDate,
  label: row.label,
  debit: row.debit,
  credit: row.credit,
  lettering: row.lettering === null ? "" : letteringCode(row.lettering),
  letteringDate: row.letteredOn,
  validDate: row.validDate,
  currencyMinor: row.foreignAmount,
  currency: row.foreignCurrency ?? ""
})
