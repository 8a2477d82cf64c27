import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Loan, type LoanId, LoanTerms } from "../../../../domain/finance/financing/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Row = Schema.Struct({ ...Loan.fields, createdAt: Schema.DateTimeUtcFromDate })

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, credit_application_id as "creditApplicationId", terms, created_at as "createdAt"
      from azals.loan where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)

const encode = Schema.encodeEffect(Schema.toCodecJson(LoanTerms))

export const addLoan = (
  unit: TenantStatements,
  { creditApplicationId, id, terms }: Omit<Loan, "createdAt">
) =>
  Effect.gen(function* () {
    const drawn = JSON.stringify(yield* Effect.orDie(encode(terms)))
    yield* unit.sql`insert into azals.loan (tenant_id, id, credit_application_id, terms)
      values (${unit.tenantId}, ${id}, ${creditApplicationId}, ${drawn}::jsonb)`
    return yield* Effect.orDie(loan(unit, id))
  })

export const loan = (unit: TenantStatements, wanted: LoanId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${wanted}`), ([found]) =>
    found === undefined ? Effect.fail(new NotFound({ entity: "Loan", id: wanted })) : Effect.succeed(found)
  )

export const loans = (unit: TenantStatements, after: Option.Option<LoanId>, limit: number) => {
  const last = Option.getOrNull(after)
  return rows(unit, unit.sql`(${last}::uuid is null or id < ${last}::uuid) order by id desc limit ${limit}`)
}

export const loansMovedUpTo = (unit: TenantStatements, on: LocalDate) =>
  rows(
    unit,
    unit.sql`id in (select loan_id from azals.loan_movement
      where tenant_id = ${unit.tenantId} and moved_on <= ${on}::date) order by id`
  )
