import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { AccountCode, Axis, type AxisId, Section } from "../../../domain/finance/accounting/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { CurrencyCode, money } from "../../../domain/shared/Money.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { Analytics } from "../../../ports/finance/Analytics.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

const axisColumns = `id, code, label, required_for as "requiredFor", active, version`
const sectionColumns = `id, axis_code as axis, code, label, active, version`

export const analyticsLayer = Layer.effect(
  Analytics,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return Analytics.of({
      addAxis: ({ code, label, requiredFor }) =>
        statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            const [axis] = yield* decoded(
              Axis,
              sql`insert into azals.analytic_axis (tenant_id, id, code, label, required_for)
                values (${tenantId}, ${yield* ids.next}, ${code}, ${label}, ${JSON.stringify(requiredFor)}::jsonb)
                on conflict (tenant_id, code) do nothing returning ${sql.literal(axisColumns)}`
            )
            return axis ?? (yield* new AlreadyExists({ entity: "Axis", key: code }))
          })
        ),
      axes: statements((unit) => axes(unit, unit.sql`true`)),
      changeAxis: (...asked) => statements((unit) => changeAxis(unit, ...asked)),
      addSection: (axisId, { code, label }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const axis = yield* axisOf(unit, axisId)
            const [section] = yield* decoded(
              Section,
              sql`insert into azals.analytic_section (tenant_id, id, axis_code, code, label)
                values (${tenantId}, ${yield* ids.next}, ${axis.code}, ${code}, ${label})
                on conflict (tenant_id, axis_code, code) do nothing returning ${sql.literal(sectionColumns)}`
            )
            const key = `${axis.code} / ${code}`
            return section ?? (yield* new AlreadyExists({ entity: "Section", key }))
          })
        ),
      sections: (axisId, limit, after) =>
        statements((unit) =>
          Effect.flatMap(axisOf(unit, axisId), ({ code }) =>
            sections(
              unit,
              unit.sql`axis_code = ${code} and code > ${Option.getOrElse(after, () => "")}
                order by code limit ${limit}`
            )
          )
        ),
      changeSection: (...asked) => statements((unit) => changeSection(unit, ...asked)),
      bySection: (...asked) => statements((unit) => movements(unit, ...asked))
    })
  })
)

const changeAxis = (
  unit: TenantStatements,
  ...[id, version, { active, label, requiredFor }]: Parameters<Analytics["Service"]["changeAxis"]>
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const before = yield* axisOf(unit, id)
    const [axis] = yield* decoded(
      Axis,
      sql`update azals.analytic_axis set version = version + 1, label = ${label ?? before.label},
                  active = ${active ?? before.active},
                  required_for = ${JSON.stringify(requiredFor ?? before.requiredFor)}::jsonb
                where tenant_id = ${tenantId} and id = ${id} and version = ${version}
                returning ${sql.literal(axisColumns)}`
    )
    return axis ?? (yield* new VersionConflict({ entity: "Axis", id, current: before.version }))
  })

const changeSection = (
  unit: TenantStatements,
  ...[id, version, { active, label }]: Parameters<Analytics["Service"]["changeSection"]>
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const [before] = yield* sections(unit, sql`id = ${id}`)
    if (before === undefined) return yield* new NotFound({ entity: "Section", id })
    const [section] = yield* decoded(
      Section,
      sql`update azals.analytic_section set version = version + 1, label = ${label ?? before.label},
                  active = ${active ?? before.active}
                where tenant_id = ${tenantId} and id = ${id} and version = ${version}
                returning ${sql.literal(sectionColumns)}`
    )
    return section ?? (yield* new VersionConflict({ entity: "Section", id, current: before.version }))
  })

const movements = (
  unit: TenantStatements,
  ...[span, limit, after]: Parameters<Analytics["Service"]["bySection"]>
) =>
  Effect.gen(function* () {
    const [axis] = yield* axes(unit, unit.sql`code = ${span.axis}`)
    if (axis === undefined) return yield* new NotFound({ entity: "Axis", id: span.axis })
    const found = yield* amounts(unit, span, limit, after)
    return found.map(({ credit, currency, debit, ...row }) => ({
      ...row,
      debit: money(debit, currency),
      credit: money(credit, currency)
    }))
  })

const decoded = <A>(row: Schema.Codec<A, unknown>, query: Effect.Effect<ReadonlyArray<unknown>, unknown>) =>
  SqlSchema.findAll({ Request: Schema.Void, Result: row, execute: () => query })(undefined).pipe(Effect.orDie)

const axes = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment) =>
  decoded(
    Axis,
    sql`select ${sql.literal(axisColumns)} from azals.analytic_axis where tenant_id = ${tenantId}
      and ${condition} order by code`
  )

const axisOf = (unit: TenantStatements, id: AxisId) =>
  Effect.flatMap(axes(unit, unit.sql`id = ${id}`), ([axis]) =>
    axis === undefined ? Effect.fail(new NotFound({ entity: "Axis", id })) : Effect.succeed(axis)
  )

const sections = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment) =>
  decoded(
    Section,
    sql`select ${sql.literal(sectionColumns)} from azals.analytic_section where tenant_id = ${tenantId}
      and ${condition}`
  )

const AmountRow = Schema.Struct({
  account: AccountCode,
  accountLabel: Schema.String,
  section: Schema.NullOr(Schema.String),
  label: Schema.NullOr(Schema.String),
  currency: CurrencyCode,
  debit: Schema.BigIntFromString,
  credit: Schema.BigIntFromString
})

const amounts = (
  { sql, tenantId }: TenantStatements,
  { axis, from, to }: Parameters<Analytics["Service"]["bySection"]>[0],
  limit: number,
  after: Parameters<Analytics["Service"]["bySection"]>[2]
) => {
  const cursor = Option.getOrUndefined(after)
  const later =
    cursor === undefined
      ? sql``
      : sql`where (g.account, g.section is null, coalesce(g.section, ''))
          > (${cursor.account}, ${cursor.section === null}::boolean, ${cursor.section ?? ""})`
  return decoded(
    AmountRow,
    sql`
    with moved as (select l.account_code as account, l.analytics ->> ${axis}::text as section, l.debit, l.credit
        from azals.journal_line l where l.tenant_id = ${tenantId}
          and l.entry_date between ${from}::date and ${to}::date),
      wanted as (select distinct account from moved m where section is not null or exists
        (select from azals.analytic_axis x, jsonb_array_elements_text(x.required_for) p
          where x.tenant_id = ${tenantId} and x.code = ${axis} and starts_with(m.account, p))),
      g as (select account, section, sum(debit) as debit, sum(credit) as credit
        from moved join wanted using (account) group by account, section)
    select g.account, a.label as "accountLabel", g.section, s.label, t.currency, g.debit::text, g.credit::text
    from g
    join azals.tenant t on t.tenant_id = ${tenantId}
    join azals.account a on a.tenant_id = ${tenantId} and a.code = g.account
    left join azals.analytic_section s on s.tenant_id = ${tenantId} and s.axis_code = ${axis} and s.code = g.section
    ${later} order by g.account, g.section is null, coalesce(g.section, '') limit ${limit}`
  )
}
