import { Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { CardBudget } from "../../../../domain/finance/cards/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Row = Schema.Struct({
  ...CardBudget.fields,
  limit: Schema.toCodecJson(CardBudget.fields.limit),
  startedAt: Schema.DateTimeUtcFromDate,
  createdAt: Schema.DateTimeUtcFromDate
})

/** Budgets, in the order and under the lock that `ending` says. */
export const budgetRows = (
  unit: TenantStatements,
  where: Statement.Fragment,
  ending: Statement.Fragment
): Effect.Effect<ReadonlyArray<CardBudget>> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => unit.sql`select b.id, b.name, b.owner_id as "ownerId", b.spending_limit as "limit", b.zone, b.renews,
        b.state, b.started_at as "startedAt", b.created_at as "createdAt", b.version
      from azals.card_budget b where b.tenant_id = ${unit.tenantId} and ${where} ${ending}`
  })(undefined).pipe(Effect.orDie)

export const foundBudget = (unit: TenantStatements, id: CardBudget["id"], ending = unit.sql`limit 1`) =>
  Effect.flatMap(budgetRows(unit, unit.sql`b.id = ${id}`, ending), ([budget]) =>
    budget === undefined ? Effect.fail(new NotFound({ entity: "CardBudget", id })) : Effect.succeed(budget)
  )

const LimitText = Schema.fromJsonString(Schema.toCodecJson(CardBudget.fields.limit))

export const limitText = (limit: CardBudget["limit"]) => Effect.orDie(Schema.encodeEffect(LimitText)(limit))
