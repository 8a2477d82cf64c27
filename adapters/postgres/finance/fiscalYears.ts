import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { FiscalYear, Period, type PeriodId } from "../../../domain/finance/accounting/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import type { Ids } from "../../../domain/shared/Uuid.ts"
import type { Books } from "../../../ports/finance/Books.ts"
import type { TenantSql, TenantStatements } from "../TenantSql.ts"

type Part = Pick<
  Books["Service"],
  "addFiscalYear" | "fiscalYears" | "fiscalYear" | "periods" | "period" | "changePeriod"
>

/** Fiscal years and their periods; the database refuses years that overlap. */
export const fiscalYearStatements = (
  statements: TenantSql["Service"]["statements"],
  ids: Ids["Service"]
): Part => ({
  addFiscalYear: (year, months) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        const overlapping = yield* sql`select from azals.fiscal_year where tenant_id = ${tenantId}
          and daterange(starts, ends, '[]') && daterange(${year.starts}::date, ${year.ends}::date, '[]')`
        const key = `${year.starts} - ${year.ends}`
        if (overlapping.length > 0) return yield* new AlreadyExists({ entity: "FiscalYear", key })
        const id = yield* ids.next
        const periods = yield* Effect.forEach(months, (month) =>
          Effect.map(ids.next, (pid) => ({ ...month, id: pid }))
        )
        yield* sql`insert into azals.fiscal_year (tenant_id, id, starts, ends)
          values (${tenantId}, ${id}, ${year.starts}::date, ${year.ends}::date)`
        yield* sql`insert into azals.period (tenant_id, id, fiscal_year_id, starts, ends)
          select ${tenantId}, p.id, ${id}, p.starts, p.ends
          from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) as p (id uuid, starts date, ends date)`
        return { id, ...year, state: "open", version: 1 }
      })
    ).pipe(Effect.flatMap((row) => Effect.orDie(Schema.decodeUnknownEffect(FiscalYear)(row)))),

  fiscalYears: statements((unit) => years(unit, Option.none())).pipe(Effect.orDie),

  fiscalYear: (id) =>
    statements((unit) => years(unit, Option.some(id))).pipe(
      Effect.orDie,
      Effect.flatMap(([year]) =>
        year === undefined ? Effect.fail(new NotFound({ entity: "FiscalYear", id })) : Effect.succeed(year)
      )
    ),

  periods: (year) =>
    statements(({ sql, tenantId }) =>
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Period,
        execute: () => sql`select ${sql.literal(periodColumns)} from azals.period
          where tenant_id = ${tenantId} and fiscal_year_id = ${year} order by starts`
      })(undefined)
    ).pipe(Effect.orDie),

  period: (id) => statements((unit) => period(unit, id)),

  changePeriod: ({ id, version }, { state, vatLocked }) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql, tenantId } = unit
        const changed = yield* sql`update azals.period set state = ${state}, vat_locked = ${vatLocked},
            version = version + 1
          where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
        const current = yield* period(unit, id)
        if (changed.length > 0) return current
        return yield* new VersionConflict({ entity: "Period", id, current: current.version })
      })
    )
})

const periodColumns = `id, fiscal_year_id as "fiscalYearId", starts::text as starts, ends::text as ends, state,
  vat_locked as "vatLocked", version`

const years = ({ sql, tenantId }: TenantStatements, id: Option.Option<string>) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: FiscalYear,
    execute:
      () => sql`select id, starts::text as starts, ends::text as ends, state, version from azals.fiscal_year
      where tenant_id = ${tenantId} and (${Option.getOrNull(id)}::uuid is null or id = ${Option.getOrNull(id)}::uuid)
      order by starts`
  })(undefined)

const period = ({ sql, tenantId }: TenantStatements, id: PeriodId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Period,
    execute: () => sql`select ${sql.literal(periodColumns)} from azals.period
      where tenant_id = ${tenantId} and id = ${id}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.flatMap(
      Option.match({
        onNone: () => Effect.fail(new NotFound({ entity: "Period", id })),
        onSome: Effect.succeed
      })
    )
  )
