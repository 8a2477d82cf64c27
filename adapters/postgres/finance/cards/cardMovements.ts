import { DateTime, Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { BankLineId } from "../../../../domain/finance/banking/model/index.ts"
import {
  CardExpense,
  CardMovement,
  type CardMovementId
} from "../../../../domain/finance/cards/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"
import type { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import type { TenantSql, TenantStatements } from "../../TenantSql.ts"
import { sumOf } from "./cardPaymentRows.ts"

/** Keeps movements of payments and their entries. */
export const moveStatements = (
  statements: TenantSql["Service"]["statements"]
): Pick<CardPayments["Service"], "lineOf" | "move" | "posted"> => ({
  move: (
    id,
    paymentId,
    { kind, label, occurredAt, original, reference },
    { amount, captured, held, refunded }
  ) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql, tenantId } = unit
        yield* sql`insert into azals.card_movement (tenant_id, id, payment_id, reference, kind, amount,
            original_minor, original_currency, occurred_at, label)
          values (${tenantId}, ${id}, ${paymentId}, ${reference}, ${kind}, ${amount.toString()}::bigint,
            ${original?.minor.toString() ?? null}::bigint, ${original?.currency ?? null},
            ${DateTime.formatIso(occurredAt)}::timestamptz, ${label})`
        yield* sql`update azals.card_payment set held = ${held.toString()}::bigint,
            captured = ${captured.toString()}::bigint, refunded = ${refunded.toString()}::bigint
          where tenant_id = ${tenantId} and id = ${paymentId}`
        return yield* Effect.orDie(movementOf(unit, id))
      })
    ),
  lineOf: (id) =>
    statements(({ sql, tenantId }) =>
      SqlSchema.findOneOption({
        Request: Schema.Void,
        Result: Schema.Struct({ id: BankLineId }),
        execute: () => sql`select t.bank_line_id as id from azals.card_movement m
          join azals.card_payment p on p.tenant_id = m.tenant_id and p.id = m.payment_id
          join azals.provider_account a on a.tenant_id = p.tenant_id and a.connection_id = p.connection_id
          join azals.provider_transaction t on t.tenant_id = a.tenant_id and t.provider_account_id = a.id
            and t.reference = m.reference
          where m.tenant_id = ${tenantId} and m.id = ${id} and t.bank_line_id is not null`
      })(undefined)
    ).pipe(Effect.orDie, Effect.map(Option.map(({ id: line }) => line))),
  posted: (id, entryId) =>
    statements((unit) =>
      Effect.andThen(
        unit.sql`update azals.card_movement set entry_id = ${entryId}, version = version + 1
          where tenant_id = ${unit.tenantId} and id = ${id} and entry_id is null`,
        Effect.orDie(movementOf(unit, id))
      )
    )
})

const { original: _, ...kept } = CardMovement.fields

const Row = Schema.Struct({
  ...kept,
  amount: Schema.BigIntFromString,
  originalMinor: Schema.NullOr(Schema.BigIntFromString),
  originalCurrency: Schema.NullOr(CurrencyCode),
  occurredAt: Schema.DateTimeUtcFromDate,
  expense: Schema.NullOr(Schema.toCodecJson(CardExpense)),
  reimbursedOn: Schema.NullOr(LocalDate)
})

/** The movements, in the order in which they were recorded unless another is asked for. */
export const movementsOf = (
  unit: TenantStatements,
  where: Statement.Fragment,
  order: Statement.Fragment = unit.sql`id`
): Effect.Effect<ReadonlyArray<CardMovement>> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => unit.sql`select id, payment_id as "paymentId", reference, kind, amount::text as amount,
        original_minor::text as "originalMinor", original_currency as "originalCurrency",
        occurred_at as "occurredAt", label, entry_id as "entryId",
        expense, reimbursed_on::text as "reimbursedOn", version
      from azals.card_movement where tenant_id = ${unit.tenantId} and ${where} order by ${order}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ amount, originalCurrency, originalMinor, ...rest }) => ({
        ...rest,
        amount: money(amount, EUR),
        original: sumOf(originalMinor, originalCurrency)
      }))
    )
  )

export const movementOf = (unit: TenantStatements, id: CardMovementId) =>
  Effect.flatMap(movementsOf(unit, unit.sql`id = ${id}`), ([movement]) =>
    movement === undefined
      ? Effect.fail(new NotFound({ entity: "CardMovement", id }))
      : Effect.succeed(movement)
  )
