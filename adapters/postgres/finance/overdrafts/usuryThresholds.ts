import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  type NewUsuryThreshold,
  type Quarter,
  UsuryThreshold,
  type UsuryThresholdId
} from "../../../../domain/finance/financing/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: UsuryThreshold,
    execute: () => sql`select id, quarter, rate, source, version from azals.usury_threshold
      where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)

export const addThreshold = (
  unit: TenantStatements,
  id: UsuryThresholdId,
  { quarter, rate, source }: NewUsuryThreshold
) =>
  Effect.gen(function* () {
    const added = yield* unit.sql`insert into azals.usury_threshold (tenant_id, id, quarter, rate, source)
      values (${unit.tenantId}, ${id}, ${quarter}, ${rate}, ${source})
      on conflict (tenant_id, quarter) do nothing returning id`
    if (added.length === 0) return yield* new AlreadyExists({ entity: "UsuryThreshold", key: quarter })
    return yield* Effect.orDie(threshold(unit, id))
  })

export const changeThreshold = (
  unit: TenantStatements,
  id: UsuryThresholdId,
  version: number,
  { rate, source }: Omit<NewUsuryThreshold, "quarter">
) =>
  Effect.gen(function* () {
    const changed =
      yield* unit.sql`update azals.usury_threshold set rate = ${rate}, source = ${source}, version = version + 1
      where tenant_id = ${unit.tenantId} and id = ${id} and version = ${version} returning id`
    const current = yield* threshold(unit, id)
    if (changed.length > 0) return current
    return yield* new VersionConflict({ entity: "UsuryThreshold", id, current: current.version })
  })

export const threshold = (unit: TenantStatements, wanted: UsuryThresholdId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${wanted}`), ([found]) =>
    found === undefined
      ? Effect.fail(new NotFound({ entity: "UsuryThreshold", id: wanted }))
      : Effect.succeed(found)
  )

export const thresholds = (unit: TenantStatements, after: Option.Option<Quarter>, limit: number) => {
  const last = Option.getOrNull(after)
  return rows(
    unit,
    unit.sql`(${last}::text is null or quarter < ${last}::text) order by quarter desc limit ${limit}`
  )
}
