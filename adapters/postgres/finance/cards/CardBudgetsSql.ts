import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { type CardBudget, type CardBudgetUse, CardId } from "../../../../domain/finance/cards/model/index.ts"
import { VersionConflict } from "../../../../domain/shared/errors.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"
import { CardBudgets } from "../../../../ports/finance/CardBudgets.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { budgetRows, foundBudget, limitText } from "./cardBudgetRows.ts"
import { countedNow } from "./cardPaymentRows.ts"

export const cardBudgetsLayer = Layer.effect(
  CardBudgets,
  Effect.map(TenantSql, ({ statements }) =>
    CardBudgets.of({
      add: (id, { limit, name, ownerId, renews, zone }, startedAt) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            yield* sql`insert into azals.card_budget (tenant_id, id, name, owner_id, spending_limit, zone, renews, started_at)
              values (${tenantId}, ${id}, ${name}, ${ownerId}, ${yield* limitText(limit)}::jsonb, ${zone}, ${renews},
                ${DateTime.formatIso(startedAt)}::timestamptz)`
            return yield* Effect.orDie(foundBudget(unit, id))
          })
        ),
      find: (id) => statements((unit) => foundBudget(unit, id)),
      hold: (id) => statements((unit) => foundBudget(unit, id, unit.sql`for no key update`)),
      list: (state, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          const where = unit.sql`(${cursor}::uuid is null or b.id < ${cursor}::uuid)
            and (${state ?? null}::text is null or b.state = ${state ?? null})`
          return budgetRows(unit, where, unit.sql`order by b.id desc limit ${limit}`)
        }),
      change: (id, version, budget) => statements((unit) => change(unit, id, version, budget)),
      sharesOf: (id, since, now) => statements((unit) => sharesOf(unit, id, since, now))
    })
  )
)

const change = (
  unit: TenantStatements,
  id: CardBudget["id"],
  version: number,
  { limit, name, ownerId, renews, startedAt, state, zone }: Omit<CardBudget, "createdAt" | "id" | "version">
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const changed = yield* sql`update azals.card_budget set name = ${name}, owner_id = ${ownerId},
        spending_limit = ${yield* limitText(limit)}::jsonb, zone = ${zone}, renews = ${renews}, state = ${state},
        started_at = ${DateTime.formatIso(startedAt)}::timestamptz, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    const budget = yield* foundBudget(unit, id)
    if (changed.length > 0) return budget
    return yield* new VersionConflict({ entity: "CardBudget", id, current: budget.version })
  })

const Share = Schema.Struct({
  cardId: CardId,
  name: Schema.String,
  assigned: Schema.Boolean,
  captured: Schema.BigIntFromString,
  held: Schema.BigIntFromString
})

const sharesOf = (
  unit: TenantStatements,
  id: CardBudget["id"],
  since: DateTime.Utc | null,
  now: DateTime.Utc
): Effect.Effect<CardBudgetUse["cards"]> => {
  const { sql, tenantId } = unit
  const from = since === null ? null : DateTime.formatIso(since)
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: Share,
    execute: () => sql`with taken as (
        select p.card_id, sum(p.captured) as captured, sum(${countedNow(unit, now)} - p.captured) as held
        from azals.card_payment p where p.tenant_id = ${tenantId} and p.budget_id = ${id}
          and (${from}::timestamptz is null or p.decided_at >= ${from}::timestamptz)
        group by p.card_id)
      select c.id as "cardId", c.name, c.budget_id is not distinct from ${id} as assigned,
        coalesce(t.captured, 0)::text as captured, coalesce(t.held, 0)::text as held
      from azals.card c left join taken t on t.card_id = c.id
      where c.tenant_id = ${tenantId} and (c.budget_id = ${id} or t.captured > 0 or t.held > 0) order by c.id`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((shares) =>
      shares.map((share) => ({
        ...share,
        captured: money(share.captured, EUR),
        held: money(share.held, EUR)
      }))
    )
  )
}
