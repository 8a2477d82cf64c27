import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  CovenantFigures,
  type CovenantId,
  CovenantTest,
  type CovenantTestId,
  type Waiver
} from "../../../../domain/finance/financing/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const { covenantId, id: ownId, on, outcome, value } = CovenantTest.fields

const Row = Schema.Struct({
  id: ownId,
  covenantId,
  on,
  figures: CovenantFigures,
  value,
  outcome,
  waivedOn: Schema.NullOr(LocalDate),
  waiver: Schema.NullOr(Schema.String),
  createdAt: Schema.DateTimeUtcFromDate
})

const testOf = ({ figures, waivedOn, waiver, ...row }: typeof Row.Type): CovenantTest => ({
  ...row,
  ...figures,
  waiver: waivedOn === null || waiver === null ? null : { on: waivedOn, reason: waiver }
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, covenant_id as "covenantId", tested_on::text as "on", figures, value, outcome,
        waived_on::text as "waivedOn", waiver, created_at as "createdAt"
      from azals.covenant_test where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(testOf))
  )

const encode = Schema.encodeEffect(Schema.toCodecJson(CovenantFigures))

export const addTest = (unit: TenantStatements, given: Omit<CovenantTest, "createdAt" | "waiver">) =>
  Effect.gen(function* () {
    const { denominator, id, numerator, parts } = given
    const figures = JSON.stringify(yield* Effect.orDie(encode({ numerator, denominator, parts })))
    yield* unit.sql`insert into azals.covenant_test (tenant_id, id, covenant_id, tested_on, figures, value, outcome)
      values (${unit.tenantId}, ${id}, ${given.covenantId}, ${given.on}::date, ${figures}::jsonb, ${given.value},
        ${given.outcome})`
    return yield* Effect.orDie(test(unit, id))
  })

export const test = (unit: TenantStatements, wanted: CovenantTestId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${wanted}`), ([found]) =>
    found === undefined
      ? Effect.fail(new NotFound({ entity: "CovenantTest", id: wanted }))
      : Effect.succeed(found)
  )

export const tests = (unit: TenantStatements, id: CovenantId) =>
  rows(unit, unit.sql`covenant_id = ${id} order by id`)

export const testsAfter = (
  unit: TenantStatements,
  id: CovenantId,
  after: Option.Option<CovenantTestId>,
  limit: number
) => {
  const last = Option.getOrNull(after)
  return rows(
    unit,
    unit.sql`covenant_id = ${id} and (${last}::uuid is null or id > ${last}::uuid) order by id limit ${limit}`
  )
}

export const waive = (unit: TenantStatements, id: CovenantTestId, waiver: Waiver) =>
  Effect.andThen(
    unit.sql`update azals.covenant_test set waived_on = ${waiver.on}::date, waiver = ${waiver.reason}
      where tenant_id = ${unit.tenantId} and id = ${id} and waived_on is null`,
    test(unit, id)
  )
