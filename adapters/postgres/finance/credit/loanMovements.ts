import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  type LoanId,
  LoanMovement,
  type LoanMovementId
} from "../../../../domain/finance/financing/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const { createdAt: _createdAt, interest: _interest, principal: _principal, ...kept } = LoanMovement.fields

const Row = Schema.Struct({
  ...kept,
  createdAt: Schema.DateTimeUtcFromDate,
  principalMinor: Schema.BigInt,
  interestMinor: Schema.BigInt,
  currency: CurrencyCode
})

const movementOf = ({ currency, interestMinor, principalMinor, ...row }: typeof Row.Type): LoanMovement => ({
  ...row,
  principal: money(principalMinor, currency),
  interest: money(interestMinor, currency)
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, loan_id as "loanId", kind, moved_on::text as "on", due_on::text as "dueOn",
        principal_minor as "principalMinor", interest_minor as "interestMinor", currency, reverses, posting, obstacle,
        created_at as "createdAt"
      from azals.loan_movement where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(movementOf))
  )

export const addMovement = (
  unit: TenantStatements,
  {
    dueOn,
    id,
    interest,
    kind,
    loanId,
    on,
    posting,
    principal,
    reverses
  }: Omit<LoanMovement, "createdAt" | "obstacle">
) =>
  Effect.andThen(
    unit.sql`insert into azals.loan_movement (tenant_id, id, loan_id, kind, moved_on, due_on, principal_minor,
        interest_minor, currency, reverses, posting)
      values (${unit.tenantId}, ${id}, ${loanId}, ${kind}, ${on}::date, ${dueOn}::date, ${String(principal.minor)}::bigint,
        ${String(interest.minor)}::bigint, ${principal.currency}, ${reverses}, ${posting})`,
    Effect.orDie(movement(unit, id))
  )

export const movement = (unit: TenantStatements, wanted: LoanMovementId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${wanted}`), ([found]) =>
    found === undefined
      ? Effect.fail(new NotFound({ entity: "LoanMovement", id: wanted }))
      : Effect.succeed(found)
  )

export const movements = (unit: TenantStatements, loanId: LoanId) =>
  rows(unit, unit.sql`loan_id = ${loanId} order by id`)

export const movementsUpTo = (unit: TenantStatements, on: LocalDate) =>
  rows(unit, unit.sql`moved_on <= ${on}::date order by id`)

export const movementsAfter = (
  unit: TenantStatements,
  loanId: LoanId,
  after: Option.Option<LoanMovementId>,
  limit: number
) => {
  const last = Option.getOrNull(after)
  return rows(
    unit,
    unit.sql`loan_id = ${loanId} and (${last}::uuid is null or id > ${last}::uuid) order by id limit ${limit}`
  )
}

export const setPosting = (
  { sql, tenantId }: TenantStatements,
  id: LoanMovementId,
  posting: LoanMovement["posting"],
  obstacle: string | null
) =>
  Effect.asVoid(
    sql`update azals.loan_movement set posting = ${posting}, obstacle = ${obstacle}
      where tenant_id = ${tenantId} and id = ${id} and posting <> 'posted'`
  )
