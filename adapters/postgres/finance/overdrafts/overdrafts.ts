import { Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  type NewOverdraft,
  Overdraft,
  type OverdraftId,
  OverdraftOverlaps
} from "../../../../domain/finance/financing/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const { createdAt: _createdAt, limit: _limit, ...kept } = Overdraft.fields

const Row = Schema.Struct({
  ...kept,
  createdAt: Schema.DateTimeUtcFromDate,
  limitMinor: Schema.BigInt,
  currency: CurrencyCode
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, bank_account_id as "bankAccountId", limit_minor as "limitMinor", currency,
        yearly_rate as "yearlyRate", beyond_rate as "beyondRate", day_count as "dayCount", from_day::text as "from",
        terminated_on::text as "terminatedOn", created_at as "createdAt", version
      from azals.overdraft where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ currency, limitMinor, ...row }): Overdraft => ({
        ...row,
        limit: money(limitMinor, currency)
      }))
    )
  )

/** The account is held while it is seen whether it has another overdraft. */
export const addOverdraft = (unit: TenantStatements, id: OverdraftId, given: NewOverdraft) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const { bankAccountId, beyondRate, dayCount, from, limit, yearlyRate } = given
    const held = yield* sql`select id from azals.bank_account
      where tenant_id = ${tenantId} and id = ${bankAccountId} for update`
    if (held.length === 0) return yield* new NotFound({ entity: "BankAccount", id: bankAccountId })
    const [other] = yield* rows(
      unit,
      sql`bank_account_id = ${bankAccountId} and (terminated_on is null or terminated_on >= ${from}::date)
        order by from_day limit 1`
    )
    if (other !== undefined) {
      const { id: overdraftId, terminatedOn } = other
      return yield* new OverdraftOverlaps({ bankAccountId, overdraftId, terminatedOn })
    }
    yield* sql`insert into azals.overdraft
        (tenant_id, id, bank_account_id, limit_minor, currency, yearly_rate, beyond_rate, day_count, from_day)
      values (${tenantId}, ${id}, ${bankAccountId}, ${String(limit.minor)}::bigint, ${limit.currency}, ${yearlyRate},
        ${beyondRate}, ${dayCount}, ${from}::date)`
    return yield* Effect.orDie(overdraft(unit, id))
  })

export const overdraft = (unit: TenantStatements, wanted: OverdraftId, hold?: "hold") =>
  Effect.flatMap(
    rows(unit, hold === "hold" ? unit.sql`id = ${wanted} for update` : unit.sql`id = ${wanted}`),
    ([found]) =>
      found === undefined
        ? Effect.fail(new NotFound({ entity: "Overdraft", id: wanted }))
        : Effect.succeed(found)
  )

export const overdrafts = (unit: TenantStatements, after: Option.Option<OverdraftId>, limit: number) => {
  const last = Option.getOrNull(after)
  return rows(unit, unit.sql`(${last}::uuid is null or id < ${last}::uuid) order by id desc limit ${limit}`)
}

export const terminate = (unit: TenantStatements, id: OverdraftId, on: LocalDate) =>
  Effect.andThen(
    unit.sql`update azals.overdraft set terminated_on = ${on}::date, version = version + 1
      where tenant_id = ${unit.tenantId} and id = ${id} and terminated_on is null`,
    overdraft(unit, id)
  )
