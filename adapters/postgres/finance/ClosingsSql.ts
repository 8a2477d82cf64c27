import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { AccountCode, FiscalYear, type FiscalYearId } from "../../../domain/finance/accounting/model/index.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode } from "../../../domain/shared/Money.ts"
import { Closings } from "../../../ports/finance/Closings.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const closingsLayer = Layer.effect(
  Closings,
  Effect.map(TenantSql, ({ statements }) =>
    Closings.of({
      facts: (year) =>
        statements((unit) => Effect.flatMap(Effect.orDie(factsRow(unit, year)), orMissing(year))),
      hold: (year) =>
        statements((unit) =>
          Effect.flatMap(
            Effect.orDie(
              yearRow(
                unit,
                unit.sql`select * from azals.fiscal_year f
              where f.tenant_id = ${unit.tenantId} and f.id = ${year} for no key update`
              )
            ),
            orMissing(year)
          )
        ),
      close: (year) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            yield* sql`update azals.period set state = 'closed', version = version + 1
              where tenant_id = ${tenantId} and fiscal_year_id = ${year} and state <> 'closed'`
            yield* sql`update azals.fiscal_year set state = 'closed', version = version + 1
              where tenant_id = ${tenantId} and id = ${year} and state = 'open'`
            const closed = yield* Effect.orDie(
              yearRow(
                unit,
                unit.sql`select * from azals.fiscal_year f
              where f.tenant_id = ${tenantId} and f.id = ${year}`
              )
            )
            return yield* orMissing(year)(closed)
          })
        ),
      balances: (year) =>
        statements((unit) => Effect.orDie(balanceRows(unit, year))).pipe(
          Effect.map((rows) =>
            rows.map(({ account, balance, foreignCurrency, foreignMinor, partyCode, partyLabel }) => ({
              account,
              balance,
              party: partyCode === null ? null : { code: partyCode, label: partyLabel ?? partyCode },
              foreign:
                foreignCurrency === null || foreignMinor === null
                  ? null
                  : { minor: foreignMinor, currency: foreignCurrency }
            }))
          )
        ),
      carried: (year, entry) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.carry_forward (tenant_id, fiscal_year_id, entry_id)
            values (${tenantId}, ${year}, ${entry})`)
        ),
      isCarried: (entry) =>
        statements(({ sql, tenantId }) =>
          Effect.map(
            sql`select from azals.carry_forward where tenant_id = ${tenantId} and entry_id = ${entry}`,
            (rows) => rows.length > 0
          )
        ),
      openingFacts: (year) =>
        statements((unit) => Effect.flatMap(Effect.orDie(openingRow(unit, year)), orMissing(year)))
    })
  )
)

const orMissing =
  (id: FiscalYearId) =>
  <A>(row: Option.Option<A>): Effect.Effect<A, NotFound> =>
    Option.match(row, {
      onNone: () => Effect.fail(new NotFound({ entity: "FiscalYear", id })),
      onSome: (found) => Effect.succeed(found)
    })

const yearColumns = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'starts', ${alias}.starts, 'ends', ${alias}.ends, 'state', ${alias}.state,
    'version', ${alias}.version)`

const yearRow = ({ sql }: TenantStatements, years: Statement.Fragment) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: FiscalYear,
    execute: () => sql`with f as (${years})
      select f.id, f.starts::text as starts, f.ends::text as ends, f.state, f.version from f`
  })(undefined)

const FactsRow = Schema.Struct({
  year: FiscalYear,
  previousOpen: Schema.Array(Schema.String),
  next: Schema.NullOr(FiscalYear),
  nextHasOpeningBalances: Schema.Boolean,
  openingJournal: Schema.NullOr(Schema.String),
  missingAccounts: Schema.Array(Schema.String),
  drafts: Schema.Struct({ count: Schema.Int, labels: Schema.Array(Schema.String) }),
  openPeriods: Schema.Array(LocalDate),
  suspense: Schema.Array(Schema.String),
  class8: Schema.BigIntFromString,
  resultBalance: Schema.BigIntFromString
})

const factsRow = ({ sql, tenantId }: TenantStatements, year: FiscalYearId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: FactsRow,
    execute: () => sql`
      with line as (
        select l.account_code, sum(l.debit - l.credit) as balance
        from azals.fiscal_year y
        join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_date between y.starts and y.ends
          and (l.account_code >= '6' or l.account_code >= '471' and l.account_code < '472')
        where y.tenant_id = ${tenantId} and y.id = ${year} group by l.account_code)
      select ${sql.literal(yearColumns("y"))} as year,
        (select coalesce(jsonb_agg(p.starts || ' - ' || p.ends order by p.starts), '[]') from azals.fiscal_year p
          where p.tenant_id = ${tenantId} and p.ends < y.starts and p.state = 'open') as "previousOpen",
        (select ${sql.literal(yearColumns("n"))} from azals.fiscal_year n
          where n.tenant_id = ${tenantId} and n.starts = y.ends + 1) as next,
        exists (select from azals.fiscal_year n
          join azals.journal_entry e on e.tenant_id = ${tenantId} and e.fiscal_year_id = n.id
            and starts_with(e.source_event, 'accounting.opening_balances:')
          where n.tenant_id = ${tenantId} and n.starts = y.ends + 1 and not exists (select from azals.journal_entry r
            where r.tenant_id = ${tenantId} and r.reversal_of = e.id)) as "nextHasOpeningBalances",
        (select min(j.code) from azals.journal j where j.tenant_id = ${tenantId} and j.kind = 'opening')
          as "openingJournal",
        (select coalesce(jsonb_agg(c), '[]') from unnest(array['120', '129']) c where not exists (select
          from azals.account a where a.tenant_id = ${tenantId} and a.code = c)) as "missingAccounts",
        (select jsonb_build_object('count', count(*)::int, 'labels', coalesce((jsonb_path_query_array(
            jsonb_agg(d.content ->> 'label' order by d.id), '$[0 to 9]')), '[]'))
          from azals.entry_draft d where d.tenant_id = ${tenantId}
            and d.content ->> 'date' between y.starts::text and y.ends::text) as drafts,
        (select coalesce(jsonb_agg(p.starts order by p.starts), '[]') from azals.period p
          where p.tenant_id = ${tenantId} and p.fiscal_year_id = y.id and p.state = 'open') as "openPeriods",
        (select coalesce(jsonb_agg(account_code order by account_code), '[]') from line
          where account_code < '6' and balance <> 0) as suspense,
        (select coalesce(sum(balance), 0)::text from line where account_code >= '8') as class8,
        (select coalesce(sum(balance), 0)::text from line where account_code >= '6' and account_code < '8')
          as "resultBalance"
      from azals.fiscal_year y where y.tenant_id = ${tenantId} and y.id = ${year}`
  })(undefined)

const BalanceRow = Schema.Struct({
  account: AccountCode,
  partyCode: Schema.NullOr(Schema.String),
  partyLabel: Schema.NullOr(Schema.String),
  balance: Schema.BigIntFromString,
  foreignCurrency: Schema.NullOr(CurrencyCode),
  foreignMinor: Schema.NullOr(Schema.BigIntFromString)
})

const balanceRows = ({ sql, tenantId }: TenantStatements, year: FiscalYearId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: BalanceRow,
    execute: () => sql`
      select l.account_code as account, l.party_code as "partyCode",
        (array_agg(l.party_label order by l.entry_date desc, l.id desc))[1] as "partyLabel",
        sum(l.debit - l.credit)::text as balance, l.foreign_currency as "foreignCurrency",
        sum(case when l.debit > 0 then l.foreign_amount else -l.foreign_amount end)::text as "foreignMinor"
      from azals.fiscal_year y
      join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_date between y.starts and y.ends
        and l.account_code < '6'
      where y.tenant_id = ${tenantId} and y.id = ${year}
      group by l.account_code, l.party_code, l.foreign_currency having sum(l.debit - l.credit) <> 0
      order by l.account_code, l.party_code nulls first, l.foreign_currency nulls first`
  })(undefined)

const OpeningRow = Schema.Struct({
  year: FiscalYear,
  openingJournal: Schema.NullOr(Schema.String),
  earlierEntries: Schema.Int,
  undone: Schema.Int
})

const openingRow = ({ sql, tenantId }: TenantStatements, year: FiscalYearId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: OpeningRow,
    execute: () => sql`
      select ${sql.literal(yearColumns("y"))} as year,
        (select min(j.code) from azals.journal j where j.tenant_id = ${tenantId} and j.kind = 'opening')
          as "openingJournal",
        (select count(*)::int from azals.journal_entry e where e.tenant_id = ${tenantId} and e.entry_date < y.starts)
          as "earlierEntries",
        (select count(*)::int from azals.journal_entry e
          join azals.journal_entry r on r.tenant_id = ${tenantId} and r.reversal_of = e.id
          where e.tenant_id = ${tenantId} and e.fiscal_year_id = y.id
            and starts_with(e.source_event, 'accounting.opening_balances:')) as undone
      from azals.fiscal_year y where y.tenant_id = ${tenantId} and y.id = ${year}`
  })(undefined)
