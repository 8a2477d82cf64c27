import { Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { FeeClaim, type FeeClaimId } from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, type Money, money } from "../../../../domain/shared/Money.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Row = Schema.Struct({
  ...FeeClaim.fields,
  from: LocalDate,
  to: LocalDate,
  currency: CurrencyCode,
  expected: Schema.BigInt,
  billed: Schema.BigInt,
  claimed: Schema.BigInt,
  refunded: Schema.NullOr(Schema.BigInt),
  createdAt: Schema.DateTimeUtcFromDate
})

/** Claims that fulfil a condition. */
export const feeClaims = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, bank_account_id as "bankAccountId", kind, period_from::text as "from",
        period_to::text as "to", currency, expected, billed, claimed, state, refunded, created_at as "createdAt", version
      from azals.fee_claim where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ billed, claimed, currency, expected, refunded, ...row }): FeeClaim => ({
        ...row,
        expected: money(expected, currency),
        billed: money(billed, currency),
        claimed: money(claimed, currency),
        refunded: refunded === null ? null : money(refunded, currency)
      }))
    )
  )

export const feeClaim = (unit: TenantStatements, id: FeeClaimId) =>
  Effect.flatMap(feeClaims(unit, unit.sql`id = ${id}`), ([claim]) =>
    claim === undefined ? Effect.fail(new NotFound({ entity: "BankFeeClaim", id })) : Effect.succeed(claim)
  )

/** False when the same fee of the same period is claimed already, or was refunded. */
export const addFeeClaim = (
  { sql, tenantId }: TenantStatements,
  claim: Omit<FeeClaim, "createdAt" | "refunded" | "state" | "version">
) =>
  Effect.map(
    sql`insert into azals.fee_claim (tenant_id, id, bank_account_id, kind, period_from, period_to, currency, expected,
        billed, claimed)
      values (${tenantId}, ${claim.id}, ${claim.bankAccountId}, ${claim.kind}, ${claim.from}::date, ${claim.to}::date,
        ${claim.claimed.currency}, ${claim.expected.minor}, ${claim.billed.minor}, ${claim.claimed.minor})
      on conflict (tenant_id, bank_account_id, kind, period_from) where state <> 'dropped' do nothing returning id`,
    (added) => added.length > 0
  )

export const endFeeClaim = ({ sql, tenantId }: TenantStatements, id: FeeClaimId, refunded: Money | null) =>
  Effect.asVoid(sql`update azals.fee_claim set state = ${refunded === null ? "dropped" : "refunded"},
      refunded = ${refunded?.minor ?? null}, version = version + 1
    where tenant_id = ${tenantId} and id = ${id}`)
