import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  Covenant,
  type CovenantId,
  type LoanId,
  type NewCovenant
} from "../../../../domain/finance/financing/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Row = Schema.Struct({ ...Covenant.fields, createdAt: Schema.DateTimeUtcFromDate })

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, loan_id as "loanId", label, definition, form, comparison, threshold, measure,
        to_jsonb(test_dates) as "testDates", warn_days as "warnDays", ended_on::text as "endedOn",
        created_at as "createdAt", version
      from azals.covenant where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)

export const addCovenant = (
  unit: TenantStatements,
  id: CovenantId,
  loanId: LoanId,
  { comparison, definition, form, label, measure, testDates, threshold, warnDays }: NewCovenant
) =>
  Effect.andThen(
    unit.sql`insert into azals.covenant (tenant_id, id, loan_id, label, definition, form, comparison, threshold,
        measure, test_dates, warn_days)
      values (${unit.tenantId}, ${id}, ${loanId}, ${label}, ${definition}, ${form}, ${comparison}, ${threshold},
        ${measure === null ? null : JSON.stringify(measure)}::jsonb,
        array(select jsonb_array_elements_text(${JSON.stringify(testDates)}::jsonb)::date), ${warnDays})`,
    Effect.orDie(covenant(unit, id))
  )

export const covenant = (unit: TenantStatements, wanted: CovenantId, hold?: "hold") =>
  Effect.flatMap(
    rows(unit, hold === "hold" ? unit.sql`id = ${wanted} for update` : unit.sql`id = ${wanted}`),
    ([found]) =>
      found === undefined
        ? Effect.fail(new NotFound({ entity: "Covenant", id: wanted }))
        : Effect.succeed(found)
  )

export const covenants = (
  unit: TenantStatements,
  loanId: LoanId,
  after: Option.Option<CovenantId>,
  limit: number
) => {
  const last = Option.getOrNull(after)
  return rows(
    unit,
    unit.sql`loan_id = ${loanId} and (${last}::uuid is null or id > ${last}::uuid) order by id limit ${limit}`
  )
}

export const end = (unit: TenantStatements, id: CovenantId, on: LocalDate) =>
  Effect.andThen(
    unit.sql`update azals.covenant set ended_on = ${on}::date, version = version + 1
      where tenant_id = ${unit.tenantId} and id = ${id} and ended_on is null`,
    covenant(unit, id)
  )

export const note = (
  { sql, tenantId }: TenantStatements,
  id: CovenantId,
  on: LocalDate,
  what: "breach-ahead" | "test-ahead"
) =>
  Effect.map(
    sql`insert into azals.covenant_notice (tenant_id, covenant_id, test_on, what)
      values (${tenantId}, ${id}, ${on}::date, ${what}) on conflict do nothing returning what`,
    (added) => added.length > 0
  )
