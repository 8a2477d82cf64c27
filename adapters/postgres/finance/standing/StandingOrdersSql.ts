import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { StandingOrder, type StandingOrderId } from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { type AddedStandingOrder, StandingOrders } from "../../../../ports/finance/StandingOrders.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { pageOfAccount } from "../pageOfAccount.ts"

export const standingOrdersLayer = Layer.effect(
  StandingOrders,
  Effect.map(TenantSql, ({ statements }) =>
    StandingOrders.of({
      add: (order) =>
        statements((unit) => Effect.andThen(insert(unit, order), Effect.orDie(one(unit, order.id)))),
      find: (id) => statements((unit) => one(unit, id)),
      hold: (id) => statements((unit) => one(unit, id, "hold")),
      list: (wanted) => statements((unit) => rows(unit, pageOfAccount(unit, wanted))),
      living: (connectionId) =>
        statements((unit) =>
          rows(
            unit,
            unit.sql`connection_id = ${connectionId} and reference is not null
              and state in ('unknown', 'consent_pending', 'active', 'cancelling') order by id`
          )
        ),
      byReference: (connectionId, reference) =>
        statements((unit) =>
          first(unit, unit.sql`connection_id = ${connectionId} and reference = ${reference}`)
        ),
      byConsent: (connectionId, reference) =>
        statements((unit) =>
          first(unit, unit.sql`connection_id = ${connectionId} and consent_reference = ${reference}`)
        ),
      save: (order) =>
        statements((unit) => Effect.andThen(update(unit, order), Effect.orDie(one(unit, order.id))))
    })
  )
)

const insert = ({ sql, tenantId }: TenantStatements, { amount, payee, ...order }: AddedStandingOrder) =>
  sql`insert into azals.standing_order (tenant_id, id, provider_account_id, connection_id, payee, amount, currency,
      label, period, first_date, last_date, consent_return_url, intent_id)
    values (${tenantId}, ${order.id}, ${order.providerAccountId}, ${order.connectionId}, ${JSON.stringify(payee)}::jsonb,
      ${amount.minor}, ${amount.currency}, ${order.label}, ${order.period}, ${order.firstDate}::date,
      ${order.lastDate}::date, ${order.consentReturnUrl}, ${order.intentId})`

const update = ({ sql, tenantId }: TenantStatements, { consent, id, version, ...order }: StandingOrder) =>
  Effect.gen(function* () {
    const saved = yield* sql`update azals.standing_order set state = ${order.state},
        payee_answer = ${json(order.payeeAnswer)}::jsonb, suggested_name = ${order.suggestedName},
        consent = ${json(consent)}::jsonb,
        consent_reference = coalesce(${consent?.reference ?? null}, consent_reference),
        reason = ${json(order.reason)}::jsonb, intent_id = ${order.intentId}, reference = ${order.reference},
        next_date = ${order.nextDate}::date, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (saved.length === 0) return yield* Effect.die("a standing order that was held has changed")
  })

const { amount: _, ...fields } = StandingOrder.fields

const Row = Schema.Struct({
  ...fields,
  amount: Schema.BigInt,
  currency: CurrencyCode,
  lastDate: Schema.NullOr(LocalDate),
  nextDate: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, provider_account_id as "providerAccountId", connection_id as "connectionId", payee, amount,
        currency, label, period, first_date::text as "firstDate", last_date::text as "lastDate",
        consent_return_url as "consentReturnUrl", state, payee_answer as "payeeAnswer",
        suggested_name as "suggestedName", consent, reason, intent_id as "intentId", reference,
        next_date::text as "nextDate", created_at as "createdAt", version
      from azals.standing_order where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(
    Effect.map((found) =>
      found.map(({ amount, currency, ...row }): StandingOrder => ({
        ...row,
        amount: money(amount, currency)
      }))
    ),
    Effect.orDie
  )

const first = (unit: TenantStatements, where: Statement.Fragment) =>
  Effect.map(rows(unit, where), ([order]) => Option.fromUndefinedOr(order))

const one = (unit: TenantStatements, id: StandingOrderId, purpose: "hold" | "read" = "read") =>
  Effect.flatMap(
    rows(unit, purpose === "hold" ? unit.sql`id = ${id} for update` : unit.sql`id = ${id}`),
    ([order]) =>
      order === undefined ? Effect.fail(new NotFound({ entity: "StandingOrder", id })) : Effect.succeed(order)
  )

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
