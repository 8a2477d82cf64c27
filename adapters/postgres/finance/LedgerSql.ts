import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  LineId,
  type NewEntry,
  Party,
  Period,
  type PostedEntry
} from "../../../domain/finance/accounting/model/index.ts"
import { AccountCode, JournalId, type PostedLine } from "../../../domain/finance/accounting/model/index.ts"
import { AlreadyExists, NotFound } from "../../../domain/shared/errors.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode } from "../../../domain/shared/Money.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { type EntryOrigin, Ledger } from "../../../ports/finance/Ledger.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"
import { entriesFrom, findEntries } from "./entryRows.ts"

export const ledgerLayer = Layer.effect(
  Ledger,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return Ledger.of({
      contextFor: (entry) =>
        statements((unit) =>
          Effect.flatMap(
            Effect.orDie(contextRow(unit, entry)),
            Option.match({
              onNone: () => Effect.fail(new NotFound({ entity: "Journal", id: entry.journal })),
              onSome: Effect.succeed
            })
          )
        ),
      append: (entry, origin) => statements((unit) => append(unit, ids, entry, origin)),
      find: (id) =>
        statements((unit) =>
          Effect.flatMap(Effect.orDie(findEntries(unit, unit.sql`and e.id = ${id}`, 1)), ([entry]) =>
            entry === undefined
              ? Effect.fail(new NotFound({ entity: "JournalEntry", id }))
              : Effect.succeed(entry)
          )
        ),
      findAll: (wanted) =>
        statements((unit) =>
          Effect.orDie(
            findEntries(
              unit,
              unit.sql`and e.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb))`,
              wanted.length
            )
          )
        ),
      findBySource: (event) =>
        statements((unit) =>
          Effect.map(Effect.orDie(findEntries(unit, unit.sql`and e.source_event = ${event}`, 1)), ([entry]) =>
            Option.fromUndefinedOr(entry)
          )
        ),
      customer: (code) => statements((unit) => Effect.orDie(customer(unit, code))),
      list: (filter, limit, after) =>
        statements((unit) => Effect.orDie(entriesFrom(unit, filter, limit, after)))
    })
  })
)

const customer = ({ sql, tenantId }: TenantStatements, code: string) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Party,
    execute: () => sql`select party_code as code, coalesce(party_label, party_code) as label
      from azals.journal_line where tenant_id = ${tenantId} and party_code = ${code}
        and starts_with(account_code, '411')
      order by entry_date desc, id desc limit 1`
  })(undefined)

const ContextRow = Schema.Struct({
  currency: CurrencyCode,
  journalId: JournalId,
  period: Schema.NullOr(Period),
  nextOpen: Schema.NullOr(LocalDate),
  accounts: Schema.Array(Schema.Struct({ code: AccountCode, active: Schema.Boolean })),
  vatCodes: Schema.Array(Schema.String),
  unusableSections: Schema.Array(Schema.Struct({ axis: Schema.String, section: Schema.String })),
  requiredAxes: Schema.Array(Schema.Struct({ code: Schema.String, requiredFor: Schema.Array(Schema.String) }))
})

/**
 * One round trip; the period's row is held against a lock that comes at the same time. Codes are looked up by an array,
 * each by the index: joined to a list of unknown length, the whole chart was read for every entry.
 */
const contextRow = ({ sql, tenantId }: TenantStatements, { date, journal, lines }: NewEntry) => {
  const accounts = [...new Set(lines.map(({ account }) => account))]
  const vatCodes = [...new Set(lines.flatMap(({ vatCode }) => (vatCode === undefined ? [] : [vatCode])))]
  const analytics = lines.flatMap((line) => (line.analytics === undefined ? [] : [line.analytics]))
  const codes = (wanted: ReadonlyArray<string>) =>
    sql`any ((select array_agg(c) from jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb) c)::text[])`
  return SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: ContextRow,
    execute: () => sql`
      select t.currency, j.id as "journalId",
        case when p.id is not null then jsonb_build_object('id', p.id, 'fiscalYearId', p.fiscal_year_id,
          'starts', p.starts, 'ends', p.ends, 'state', p.state, 'vatLocked', p.vat_locked, 'version', p.version)
        end as period,
        (select min(n.starts)::text from azals.period n where n.tenant_id = ${tenantId} and n.starts > ${date}::date
          and n.state = 'open' and not n.vat_locked) as "nextOpen",
        (select coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'active', a.active)), '[]')
          from azals.account a where a.tenant_id = ${tenantId} and a.code = ${codes(accounts)}) as accounts,
        (select coalesce(jsonb_agg(v.code), '[]') from azals.vat_code v
          where v.tenant_id = ${tenantId} and v.active and v.code = ${codes(vatCodes)}) as "vatCodes",
        (select coalesce(jsonb_agg(distinct jsonb_build_object('axis', s.key, 'section', s.value)), '[]')
          from jsonb_array_elements(${JSON.stringify(analytics)}::jsonb) l, jsonb_each_text(l) s where not exists
          (select from azals.analytic_section c join azals.analytic_axis x on x.tenant_id = c.tenant_id
            and x.code = c.axis_code where c.tenant_id = ${tenantId} and c.axis_code = s.key and c.code = s.value
            and c.active and x.active)) as "unusableSections",
        (select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'requiredFor', x.required_for)), '[]')
          from azals.analytic_axis x where x.tenant_id = ${tenantId} and x.active and x.required_for <> '[]')
          as "requiredAxes"
      from azals.tenant t
      join azals.journal j on j.tenant_id = t.tenant_id and j.code = ${journal}
      left join lateral (select * from azals.period q where q.tenant_id = t.tenant_id
        and ${date}::date between q.starts and q.ends for share) p on true
      where t.tenant_id = ${tenantId}`
  })(undefined).pipe(
    Effect.map(
      Option.map(({ accounts: found, period, vatCodes: usable, ...row }) => ({
        ...row,
        period: period ?? undefined,
        unknownAccounts: accounts.filter((code) => found.every((account) => account.code !== code)),
        inactiveAccounts: found.filter(({ active }) => !active).map(({ code }) => code),
        unknownVatCodes: vatCodes.filter((code) => !usable.includes(code))
      }))
    )
  )
}

const PostedRow = Schema.Struct({ number: Schema.Int, posted_at: Schema.String, hash: Schema.String })

const append = (unit: TenantStatements, ids: Ids["Service"], entry: NewEntry, origin: EntryOrigin) =>
  Effect.gen(function* () {
    const { sql } = unit
    const lines: ReadonlyArray<PostedLine> = yield* Effect.forEach(entry.lines, (line, at) =>
      Effect.map(ids.next, (id) => ({
        ...line,
        id: LineId.make(id),
        position: at + 1,
        label: line.label ?? entry.label
      }))
    )
    const { journalId, period, postponedFrom, reversalOf, sourceEvent } = origin
    const row = yield* SqlSchema.findOne({
      Request: Schema.Void,
      Result: PostedRow,
      execute: () => sql`select number, to_json(posted_at) #>> '{}' as posted_at, encode(hash, 'hex') as hash
        from azals.post_entry(${origin.id}, ${journalId}, ${period.fiscalYearId}, ${entry.date}::date, ${entry.label},
          ${entry.documentRef ?? null}, ${entry.documentDate ?? null}::date, ${Option.getOrNull(sourceEvent)},
          ${Option.getOrNull(postponedFrom)}::date, ${Option.getOrNull(reversalOf)},
          ${JSON.stringify(lines.map(lineColumns))}::jsonb)`
    })(undefined).pipe(
      Effect.catchReason(
        "SqlError",
        "UniqueViolation",
        () =>
          Effect.fail(
            new AlreadyExists({ entity: "JournalEntry", key: Option.getOrElse(sourceEvent, () => origin.id) })
          ),
        (_, error) => Effect.die(error)
      ),
      Effect.catchTag(["SchemaError", "NoSuchElementError"], Effect.die)
    )
    return {
      id: origin.id,
      state: "posted",
      journal: entry.journal,
      fiscalYearId: period.fiscalYearId,
      number: row.number,
      date: entry.date,
      label: entry.label,
      documentRef: entry.documentRef ?? null,
      documentDate: entry.documentDate ?? null,
      sourceEvent: Option.getOrNull(sourceEvent),
      postponedFrom: Option.getOrNull(postponedFrom),
      reversalOf: Option.getOrNull(reversalOf),
      reversedBy: null,
      postedAt: row.posted_at,
      hash: row.hash,
      lines
    } satisfies PostedEntry
  })

const lineColumns = (line: PostedLine) => ({
  id: line.id,
  position: line.position,
  account: line.account,
  party_code: line.party?.code,
  party_label: line.party?.label,
  label: line.label,
  debit: (line.debit?.minor ?? 0n).toString(),
  credit: (line.credit?.minor ?? 0n).toString(),
  foreign_currency: line.foreign?.currency,
  foreign_amount: line.foreign?.minor.toString(),
  due_date: line.dueDate,
  vat_code: line.vatCode,
  analytics: line.analytics
})
