import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { ThirdParties } from "../../../../domain/finance/accounting/model/index.ts"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { Reports } from "../../../../ports/finance/Reports.ts"
import { letteredBy, openOf } from "../openAmounts.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"

type Part = Pick<Reports["Service"], "agedBalance">

/** Open items of the control accounts by party and age. */
export const agedBalanceStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  agedBalance: (thirdParties, at, limit, after) =>
    statements((unit) =>
      Effect.map(Effect.orDie(aged(unit, thirdParties, at, limit, after)), ({ currency, items, totals }) => ({
        thirdParties,
        at,
        totals: agesOf(totals, currency),
        items: items.map(({ partyCode, partyLabel, ...ages }) => ({
          party: partyCode === "" ? null : { code: partyCode, label: partyLabel ?? partyCode },
          ...agesOf(ages, currency)
        }))
      }))
    )
})

const Ages = {
  notDue: Schema.BigIntFromString,
  days1To30: Schema.BigIntFromString,
  days31To60: Schema.BigIntFromString,
  days61To90: Schema.BigIntFromString,
  over90: Schema.BigIntFromString,
  total: Schema.BigIntFromString
}
const AgesRow = Schema.Struct(Ages)

const AgedRow = Schema.Struct({
  currency: CurrencyCode,
  totals: AgesRow,
  items: Schema.Array(
    Schema.Struct({ partyCode: Schema.String, partyLabel: Schema.NullOr(Schema.String), ...Ages })
  )
})

const agesOf = (ages: typeof AgesRow.Type, currency: CurrencyCode) => ({
  notDue: money(ages.notDue, currency),
  days1To30: money(ages.days1To30, currency),
  days31To60: money(ages.days31To60, currency),
  days61To90: money(ages.days61To90, currency),
  over90: money(ages.over90, currency),
  total: money(ages.total, currency)
})

const control = { customers: { prefix: "411", sign: 1 }, suppliers: { prefix: "401", sign: -1 } } as const

const aged = (
  unit: TenantStatements,
  thirdParties: ThirdParties,
  at: LocalDate,
  limit: number,
  after: Option.Option<string>
) => {
  const { sql, tenantId } = unit
  const { prefix, sign } = control[thirdParties]
  const columns = (source: string) =>
    sql.literal(
      ["notDue", "days1To30", "days31To60", "days61To90", "over90", "total"]
        .map((age) => `'${age}', coalesce(sum(${source}."${age}"), 0)::text`)
        .join(", ")
    )
  const onlyAfter = Option.match(after, {
    onNone: () => sql`true`,
    onSome: (party) => sql`g.party_code > ${party}`
  })
  return SqlSchema.findOne({
    Request: Schema.Void,
    Result: AgedRow,
    execute: () => sql`
      with open_line as (
        select coalesce(l.party_code, '') as party_code, l.party_label, ${sign}::int * ${openOf(unit)} as amount,
          ${at}::date - coalesce(l.due_date, l.entry_date) as late
        from azals.journal_line l left join (${letteredBy(unit, at)}) p on p.line_id = l.id
        where l.tenant_id = ${tenantId} and l.entry_date <= ${at}::date
          and l.account_code in (select a.code from azals.account a
            where a.tenant_id = ${tenantId} and starts_with(a.code, ${prefix}))
          and l.entry_id not in (select c.entry_id from azals.carry_forward c where c.tenant_id = ${tenantId})),
      grouped as materialized (
        select party_code, max(party_label) as party_label,
          sum(amount) filter (where late <= 0) as "notDue",
          sum(amount) filter (where late between 1 and 30) as "days1To30",
          sum(amount) filter (where late between 31 and 60) as "days31To60",
          sum(amount) filter (where late between 61 and 90) as "days61To90",
          sum(amount) filter (where late > 90) as "over90",
          sum(amount) as total
        from open_line group by party_code),
      page as (select * from grouped g where ${onlyAfter}
        and (g.total <> 0 or coalesce(g."notDue", 0) <> 0 or coalesce(g."days1To30", 0) <> 0
          or coalesce(g."days31To60", 0) <> 0 or coalesce(g."days61To90", 0) <> 0)
        order by party_code limit ${limit})
      select t.currency, (select jsonb_build_object(${columns("g")}) from grouped g) as totals,
        (select coalesce(jsonb_agg(i.item order by i.party_code), '[]') from (
          select p.party_code, jsonb_build_object('partyCode', p.party_code, 'partyLabel', max(p.party_label),
            ${columns("p")}) as item from page p group by p.party_code) i) as items
      from azals.tenant t where t.tenant_id = ${tenantId}`
  })(undefined)
}
