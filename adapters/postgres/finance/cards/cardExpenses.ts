import { Effect, Option, Schema } from "effect"
import { CardExpense } from "../../../../domain/finance/cards/model/index.ts"
import { VersionConflict } from "../../../../domain/shared/errors.ts"
import type { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import type { TenantSql } from "../../TenantSql.ts"
import { movementOf, movementsOf } from "./cardMovements.ts"

/** Keeps what is said of movements. */
export const expenseStatements = (
  statements: TenantSql["Service"]["statements"]
): Pick<CardPayments["Service"], "personal" | "stated"> => ({
  stated: (id, version, part) =>
    statements((unit) =>
      Effect.gen(function* () {
        const { sql, tenantId } = unit
        const expense = yield* Effect.orDie(Schema.encodeEffect(ExpenseText)(part.expense))
        const changed = yield* sql`update azals.card_movement set expense = ${expense}::jsonb,
            entry_id = ${part.entryId}, reimbursed_on = ${part.reimbursedOn}::date, version = version + 1
          where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
        const current = yield* movementOf(unit, id)
        if (changed.length > 0) return current
        return yield* new VersionConflict({ entity: "CardMovement", id, current: current.version })
      })
    ),
  personal: ({ cardId, reimbursed }, limit, after) =>
    statements((unit) => {
      const { sql, tenantId } = unit
      const cursor = Option.getOrNull(after)
      return movementsOf(
        unit,
        sql`expense ->> 'personal' is not null
          and (${cursor}::uuid is null or id < ${cursor}::uuid)
          and (${reimbursed ?? null}::boolean is null or (reimbursed_on is not null) = ${reimbursed ?? null}::boolean)
          and (${cardId ?? null}::uuid is null or payment_id in (select p.id from azals.card_payment p
            where p.tenant_id = ${tenantId} and p.card_id = ${cardId ?? null}::uuid))`,
        sql`id desc limit ${limit}`
      )
    })
})

const ExpenseText = Schema.NullOr(Schema.fromJsonString(Schema.toCodecJson(CardExpense)))
