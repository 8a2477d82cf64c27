import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  Collateral,
  type CollateralId,
  type LoanId,
  type NewCollateral
} from "../../../../domain/finance/financing/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { Collaterals } from "../../../../ports/finance/Collaterals.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const collateralsLayer = Layer.effect(
  Collaterals,
  Effect.map(TenantSql, ({ statements }) =>
    Collaterals.of({
      add: (id, loanId, given) => statements((unit) => addCollateral(unit, id, loanId, given)),
      collateral: (id, hold) => statements((unit) => collateral(unit, id, hold)),
      collaterals: (loanId, after, limit) => statements((unit) => collaterals(unit, loanId, after, limit)),
      release: (id, on) => statements((unit) => release(unit, id, on))
    })
  )
)

const { amount: _amount, createdAt: _createdAt, ...kept } = Collateral.fields

const Row = Schema.Struct({
  ...kept,
  amountMinor: Schema.NullOr(Schema.BigInt),
  currency: Schema.NullOr(CurrencyCode),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, loan_id as "loanId", kind, label, given_by as "givenBy",
        amount_minor as "amountMinor", currency, rank, from_day::text as "from", to_day::text as "to",
        released_on::text as "releasedOn", created_at as "createdAt", version
      from azals.collateral where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ amountMinor, currency, ...row }): Collateral => ({
        ...row,
        amount: amountMinor === null || currency === null ? null : money(amountMinor, currency)
      }))
    )
  )

const addCollateral = (
  unit: TenantStatements,
  id: CollateralId,
  loanId: LoanId,
  { amount, from, givenBy, kind, label, rank, to }: NewCollateral
) =>
  Effect.andThen(
    unit.sql`insert into azals.collateral (tenant_id, id, loan_id, kind, label, given_by, amount_minor, currency, rank,
        from_day, to_day)
      values (${unit.tenantId}, ${id}, ${loanId}, ${kind}, ${label}, ${givenBy},
        ${amount === null ? null : String(amount.minor)}::bigint, ${amount?.currency ?? null}, ${rank}, ${from}::date,
        ${to}::date)`,
    Effect.orDie(collateral(unit, id))
  )

const collateral = (unit: TenantStatements, wanted: CollateralId, hold?: "hold") =>
  Effect.flatMap(
    rows(unit, hold === "hold" ? unit.sql`id = ${wanted} for update` : unit.sql`id = ${wanted}`),
    ([found]) =>
      found === undefined
        ? Effect.fail(new NotFound({ entity: "Collateral", id: wanted }))
        : Effect.succeed(found)
  )

const collaterals = (
  unit: TenantStatements,
  loanId: LoanId,
  after: Option.Option<CollateralId>,
  limit: number
) => {
  const last = Option.getOrNull(after)
  return rows(
    unit,
    unit.sql`loan_id = ${loanId} and (${last}::uuid is null or id > ${last}::uuid) order by id limit ${limit}`
  )
}

const release = (unit: TenantStatements, id: CollateralId, on: LocalDate) =>
  Effect.andThen(
    unit.sql`update azals.collateral set released_on = ${on}::date, version = version + 1
      where tenant_id = ${unit.tenantId} and id = ${id} and released_on is null`,
    collateral(unit, id)
  )
