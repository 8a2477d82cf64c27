import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { type BankAccountId, BankLineId } from "../../../../domain/finance/banking/model/index.ts"
import { AccountConditions, NewAccountConditions } from "../../../../domain/finance/treasury/model/index.ts"
import { VersionConflict } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { BankConditions } from "../../../../ports/finance/BankConditions.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { addFeeClaim, endFeeClaim, feeClaim, feeClaims } from "./feeClaimRows.ts"

export const bankConditionsLayer = Layer.effect(
  BankConditions,
  Effect.map(TenantSql, ({ statements }) =>
    BankConditions.of({
      conditions: (id) => statements((unit) => conditions(unit, id)),
      set: (id, version, wanted) => statements((unit) => setConditions(unit, id, version, wanted)),
      movements: (id, from, to) => statements((unit) => movements(unit, id, from, to)),
      addClaim: (claim) => statements((unit) => addFeeClaim(unit, claim)),
      claim: (id) => statements((unit) => feeClaim(unit, id)),
      holdClaim: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.fee_claim where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            feeClaim(unit, id)
          )
        ),
      claims: (id) => statements((unit) => feeClaims(unit, unit.sql`bank_account_id = ${id} order by id`)),
      claimsAfter: (limit, after) =>
        statements((unit) => {
          const last = Option.getOrNull(after)
          return feeClaims(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) order by id desc limit ${limit}`
          )
        }),
      endClaim: (id, refunded) => statements((unit) => endFeeClaim(unit, id, refunded))
    })
  )
)

const Row = Schema.Struct({ ...AccountConditions.fields, validFrom: LocalDate })

const conditions = ({ sql, tenantId }: TenantStatements, id: BankAccountId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select bank_account_id as "bankAccountId", valid_from::text as "validFrom", fees, version
      from azals.account_conditions where tenant_id = ${tenantId} and bank_account_id = ${id} order by valid_from`
  })(undefined).pipe(Effect.orDie)

const encode = Schema.encodeEffect(Schema.toCodecJson(NewAccountConditions.fields.fees))

const setConditions = (
  unit: TenantStatements,
  id: BankAccountId,
  version: number,
  { fees, validFrom }: NewAccountConditions
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const agreed = JSON.stringify(yield* Effect.orDie(encode(fees)))
    const saved =
      version === 0
        ? yield* sql`insert into azals.account_conditions (tenant_id, bank_account_id, valid_from, fees)
            values (${tenantId}, ${id}, ${validFrom}::date, ${agreed}::jsonb)
            on conflict (tenant_id, bank_account_id, valid_from) do nothing returning version`
        : yield* sql`update azals.account_conditions set fees = ${agreed}::jsonb, version = version + 1
            where tenant_id = ${tenantId} and bank_account_id = ${id} and valid_from = ${validFrom}::date
              and version = ${version} returning version`
    const current = (yield* conditions(unit, id)).find((one) => one.validFrom === validFrom)
    if (saved.length > 0 && current !== undefined) return current
    return yield* new VersionConflict({ entity: "AccountConditions", id, current: current?.version ?? 0 })
  })

const Movement = Schema.Struct({
  id: BankLineId,
  day: LocalDate,
  minor: Schema.BigInt,
  label: Schema.String
})

const movements = ({ sql, tenantId }: TenantStatements, id: BankAccountId, from: LocalDate, to: LocalDate) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Movement,
    execute: () => sql`select id, booking_date::text as day, minor, label
      from azals.bank_line where tenant_id = ${tenantId} and bank_account_id = ${id} and status = 'booked'
        and booking_date between ${from}::date and ${to}::date order by booking_date, id`
  })(undefined).pipe(Effect.orDie)
