import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { EntryId, type FecImportId } from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import type { TenantStatements } from "../TenantSql.ts"

/** The entries `e` of an import: a range of the index on sources, `;` being the character after `:`. */
export const ofImport = ({ sql, tenantId }: TenantStatements, id: FecImportId) =>
  sql`e.tenant_id = ${tenantId} and e.source_event ~>=~ ${`fec:${id}:`} and e.source_event ~<~ ${`fec:${id};`}`

/** What stands in the way of undoing an import, counted. Its own reversals do not. */
export const obstaclesOf = (unit: TenantStatements, id: FecImportId) => {
  const { sql, tenantId } = unit
  return SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({
      otherEntries: Schema.Int,
      mixedLetterings: Schema.Int,
      closedPeriods: Schema.Int
    }),
    execute: () => sql`
      with own as materialized (
        select e.id, e.journal_id, e.fiscal_year_id, e.entry_date from azals.journal_entry e where ${ofImport(unit, id)}
      ), member as materialized (
        select o.id from own o union all
        select r.id from azals.journal_entry r join own o on o.id = r.reversal_of where r.tenant_id = ${tenantId}
      ), touched as (
        select distinct p.lettering_id from member m
        join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_id = m.id
        join azals.lettered_part p on p.tenant_id = ${tenantId} and p.line_id = l.id
        join azals.lettering g on g.tenant_id = ${tenantId} and g.id = p.lettering_id and g.state <> 'cancelled'
      )
      select
        (select count(*) from azals.journal_entry x
          join (select distinct journal_id, fiscal_year_id from own) b
            on b.journal_id = x.journal_id and b.fiscal_year_id = x.fiscal_year_id
          where x.tenant_id = ${tenantId} and not exists (select from member m where m.id = x.id))::integer
          as "otherEntries",
        (select count(distinct t.lettering_id) from touched t
          join azals.lettered_part p on p.tenant_id = ${tenantId} and p.lettering_id = t.lettering_id
          join azals.journal_line l on l.tenant_id = ${tenantId} and l.id = p.line_id
          where not exists (select from member m where m.id = l.entry_id))::integer as "mixedLetterings",
        (select count(*) from azals.period q where q.tenant_id = ${tenantId} and q.state <> 'open'
          and exists (select from own o where o.entry_date between q.starts and q.ends))::integer as "closedPeriods"`
  })(undefined).pipe(Effect.catchTag(["SchemaError", "NoSuchElementError"], Effect.die))
}

/** What became of an import's entries and of the letterings of their lines. */
export const countsOf = (unit: TenantStatements, id: FecImportId) => {
  const { sql, tenantId } = unit
  return SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ reversed: Schema.Int, letterings: Schema.Int, cancelled: Schema.Int }),
    execute: () => sql`
      with own as materialized (select e.id from azals.journal_entry e where ${ofImport(unit, id)}),
      lettering as (
        select distinct g.id, g.state from own o
        join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_id = o.id
        join azals.lettered_part p on p.tenant_id = ${tenantId} and p.line_id = l.id
        join azals.lettering g on g.tenant_id = ${tenantId} and g.id = p.lettering_id)
      select (select count(*)::int from own o join azals.journal_entry r
          on r.tenant_id = ${tenantId} and r.reversal_of = o.id) as reversed,
        (select count(*)::int from lettering where state <> 'cancelled') as letterings,
        (select count(*)::int from lettering where state = 'cancelled') as cancelled`
  })(undefined).pipe(Effect.catchTag(["SchemaError", "NoSuchElementError"], Effect.die))
}

export const standingEntries = (unit: TenantStatements, id: FecImportId, limit: number) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ id: EntryId, date: LocalDate }),
    execute: () => unit.sql`
      select e.id, e.entry_date::text as date from azals.journal_entry e
      where ${ofImport(unit, id)} and not exists (select from azals.journal_entry r
        where r.tenant_id = ${unit.tenantId} and r.reversal_of = e.id)
      order by e.posted_at, e.id limit ${limit}`
  })(undefined).pipe(Effect.orDie)
