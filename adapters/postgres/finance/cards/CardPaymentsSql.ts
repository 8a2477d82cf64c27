import { DateTime, Effect, Layer, Option, Schema } from "effect"
import {
  budgetSpan,
  type Card,
  type CardBudget,
  CardPeriod,
  windowStart
} from "../../../../domain/finance/cards/model/index.ts"
import { type CardPaymentsWanted, CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { SqlSchema } from "effect/sql"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { expenseStatements } from "./cardExpenses.ts"
import { movementOf, movementsOf, moveStatements } from "./cardMovements.ts"
import {
  addPayment,
  countedNow,
  foundPayment,
  lacksReceipt,
  paymentRows,
  stateOf
} from "./cardPaymentRows.ts"

export const cardPaymentsLayer = Layer.effect(
  CardPayments,
  Effect.map(TenantSql, ({ statements }) =>
    CardPayments.of({
      byTransaction: (connectionId, transactionReference) =>
        statements((unit) =>
          Effect.map(
            paymentRows(
              unit,
              unit.sql`p.connection_id = ${connectionId} and p.transaction_reference = ${transactionReference}`,
              1
            ),
            ([payment]) => Option.fromUndefinedOr(payment)
          )
        ),
      concerned: (connectionId, { orderReference, originReference }) =>
        statements((unit) => {
          const { sql, tenantId } = unit
          const isOrigin = sql`(p.transaction_reference = ${originReference}::text or exists (
            select 1 from azals.card_movement m where m.tenant_id = ${tenantId} and m.payment_id = p.id
              and m.reference = ${originReference}::text))`
          const where = sql`p.connection_id = ${connectionId}
            and (${isOrigin} or p.order_reference = ${orderReference}::text)`
          return Effect.map(paymentRows(unit, where, 1), ([payment]) => Option.fromUndefinedOr(payment))
        }),
      factsOf: (card, budget, now) => statements((unit) => factsOf(unit, card, budget, now)),
      add: (payment) => statements((unit) => addPayment(unit, payment)),
      find: (id) => statements((unit) => foundPayment(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.card_payment where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            foundPayment(unit, id)
          )
        ),
      list: (wanted, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          const where = unit.sql`(${cursor}::uuid is null or p.id < ${cursor}::uuid) and ${wantedOf(unit, wanted)}`
          return paymentRows(unit, where, limit)
        }),
      refuseLate: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.card_payment set held = 0, declined = ${late}::jsonb
            where tenant_id = ${tenantId} and id = ${id} and captured = 0`)
        ),
      remind: (id) =>
        statements((unit) =>
          Effect.map(
            unit.sql`update azals.card_payment p set reminded_at = now()
              where p.tenant_id = ${unit.tenantId} and p.id = ${id} and p.reminded_at is null
                and ${lacksReceipt(unit)} returning p.id`,
            (reminded) => reminded.length > 0
          )
        ),
      attach: (id, fileId) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`insert into azals.card_receipt (tenant_id, payment_id, file_id)
              values (${unit.tenantId}, ${id}, ${fileId}) on conflict do nothing`,
            Effect.orDie(foundPayment(unit, id))
          )
        ),
      movement: (id) => statements((unit) => movementOf(unit, id)),
      movementsOf: (id) => statements((unit) => movementsOf(unit, unit.sql`payment_id = ${id}`)),
      ...moveStatements(statements),
      ...expenseStatements(statements)
    })
  )
)

const late = JSON.stringify({ code: "late", fact: null, period: null, limit: null, left: null })

const wantedOf = (unit: TenantStatements, { cardId, state, withoutReceipt }: CardPaymentsWanted) =>
  unit.sql`(${cardId ?? null}::uuid is null or p.card_id = ${cardId ?? null}::uuid)
    and (${state ?? null}::text is null or ${stateOf(unit)} = ${state ?? null})
    and (not ${withoutReceipt}::boolean or ${lacksReceipt(unit)})`

const Facts = Schema.Struct({
  period: CardPeriod,
  spent: Schema.BigIntFromString,
  payments: Schema.Int,
  missing: Schema.Int,
  ofBudget: Schema.BigIntFromString
})

/** What all cards have taken of a budget in its span. */
const takenOf = (unit: TenantStatements, budget: CardBudget | null, now: DateTime.Utc) => {
  const { sql, tenantId } = unit
  if (budget === null) return sql`'0'`
  const { since } = budgetSpan(budget, now)
  const from = since === null ? null : DateTime.formatIso(since)
  return sql`(select coalesce(sum(${countedNow(unit, now)}), 0)::text from azals.card_payment p
    where p.tenant_id = ${tenantId} and p.budget_id = ${budget.id}
      and (${from}::timestamptz is null or p.decided_at >= ${from}::timestamptz))`
}

/** What was captured counts also when it was paid back. */
const factsOf = (unit: TenantStatements, card: Card, budget: CardBudget | null, now: DateTime.Utc) => {
  const { sql, tenantId } = unit
  const windows = card.limits.map((limit) => {
    const since = windowStart(limit, now, card.zone)
    return { period: limit.period, since: since === null ? null : DateTime.formatIso(since) }
  })
  return Effect.map(
    Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Facts,
        execute: () => sql`with paid as (
            select p.decided_at, ${lacksReceipt(unit)} as missing, ${countedNow(unit, now)} as counted
            from azals.card_payment p where p.tenant_id = ${tenantId} and p.card_id = ${card.id})
          select w.period, coalesce(sum(counted) filter (where w.period <> 'transaction'
              and (w.since is null or decided_at >= w.since)), 0)::text as spent,
            (count(*) filter (where counted > 0))::integer as payments,
            (count(*) filter (where missing))::integer as missing, ${takenOf(unit, budget, now)} as "ofBudget"
          from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) as w (period text, since timestamptz)
          left join paid on true group by w.period`
      })(undefined)
    ),
    (found) => ({
      spent: new Map(found.map(({ period, spent }) => [period, spent] as const)),
      payments: found[0]?.payments ?? 0,
      missingReceipts: found[0]?.missing ?? 0,
      budget: budget === null ? null : { budget, spent: found[0]?.ofBudget ?? 0n }
    })
  )
}
