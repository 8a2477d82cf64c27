import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  CardId,
  CardPaymentId,
  CardSubscription,
  expectedNext
} from "../../../../domain/finance/cards/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"
import { CardSubscriptions } from "../../../../ports/finance/CardSubscriptions.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const cardSubscriptionsLayer = Layer.effect(
  CardSubscriptions,
  Effect.map(TenantSql, ({ statements }) =>
    CardSubscriptions.of({
      keep: (id, { amount, every, firstOn, graceDays, merchantId, merchantName }) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`insert into azals.card_subscription (tenant_id, card_id, merchant_name, merchant_id, amount, every,
                first_on, grace_days)
              values (${unit.tenantId}, ${id}, ${merchantName}, ${merchantId}, ${amount.minor.toString()}::bigint,
                ${every}, ${firstOn}::date, ${graceDays})
              on conflict (tenant_id, card_id) do update set merchant_name = excluded.merchant_name,
                merchant_id = excluded.merchant_id, amount = excluded.amount, every = excluded.every,
                first_on = excluded.first_on, grace_days = excluded.grace_days, state = 'running'`,
            Effect.orDie(found(unit, id))
          )
        ),
      end: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`update azals.card_subscription set state = 'ended'
              where tenant_id = ${unit.tenantId} and card_id = ${id}`,
            found(unit, id)
          )
        ),
      find: (id) => statements((unit) => found(unit, id)),
      list: (limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          return subscriptionRows(
            unit,
            unit.sql`(${cursor}::uuid is null or s.card_id < ${cursor}::uuid)`,
            limit
          )
        }),
      noteRise: (id) => statements((unit) => noteRise(unit, id))
    })
  )
)

const noteRise = ({ sql, tenantId }: TenantStatements, id: CardPaymentId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct({ cardId: CardId, expected: Schema.BigIntFromString }),
    execute: () => sql`insert into azals.card_price_rise (tenant_id, payment_id, card_id, expected)
      select p.tenant_id, p.id, s.card_id, s.amount from azals.card_payment p
        join azals.card_subscription s on s.tenant_id = p.tenant_id and s.card_id = p.card_id
        where p.tenant_id = ${tenantId} and p.id = ${id} and s.state = 'running' and p.captured > s.amount
      on conflict (tenant_id, payment_id) do nothing
      returning card_id as "cardId", expected::text as expected`
  })(undefined).pipe(Effect.orDie)

const { amount: _, dueOn: __, missed: ___, rises: ____, ...kept } = CardSubscription.fields

const Row = Schema.Struct({
  ...kept,
  amount: Schema.BigIntFromString,
  today: LocalDate,
  rises: Schema.Array(
    Schema.Struct({
      paymentId: CardPaymentId,
      expected: Schema.BigIntFromString,
      paid: Schema.BigIntFromString
    })
  )
})

/** A payment counts where money of it stayed with the merchant, on the day of its decision in the card's zone. */
const subscriptionRows = (
  unit: TenantStatements,
  where: Statement.Fragment,
  limit: number
): Effect.Effect<ReadonlyArray<CardSubscription>> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => unit.sql`select s.card_id as "cardId", s.merchant_name as "merchantName",
        s.merchant_id as "merchantId", s.amount::text as amount, s.every, s.first_on::text as "firstOn",
        s.grace_days as "graceDays", s.state, (now() at time zone c.zone)::date::text as today,
        (select max((p.decided_at at time zone c.zone)::date)::text from azals.card_payment p
          where p.tenant_id = ${unit.tenantId} and p.card_id = s.card_id and p.captured > p.refunded) as "lastPaidOn",
        coalesce((select jsonb_agg(jsonb_build_object('paymentId', r.payment_id, 'expected', r.expected::text,
            'paid', r.captured::text) order by r.payment_id desc)
          from (select x.payment_id, x.expected, p.captured from azals.card_price_rise x
            join azals.card_payment p on p.tenant_id = x.tenant_id and p.id = x.payment_id
            where x.tenant_id = ${unit.tenantId} and x.card_id = s.card_id
            order by x.payment_id desc limit 20) r), '[]'::jsonb) as rises
      from azals.card_subscription s join azals.card c on c.tenant_id = s.tenant_id and c.id = s.card_id
      where s.tenant_id = ${unit.tenantId} and ${where} order by s.card_id desc limit ${limit}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ amount, rises, today, ...plan }) => {
        const { dueOn, missed } = expectedNext(plan, plan.lastPaidOn, today)
        return {
          ...plan,
          amount: money(amount, EUR),
          dueOn,
          missed: missed && plan.state === "running",
          rises: rises.map(({ expected, paid, paymentId }) => ({
            paymentId,
            expected: money(expected, EUR),
            paid: money(paid, EUR)
          }))
        }
      })
    )
  )

const found = (unit: TenantStatements, id: CardId) =>
  Effect.flatMap(subscriptionRows(unit, unit.sql`s.card_id = ${id}`, 1), ([subscription]) =>
    subscription === undefined
      ? Effect.fail(new NotFound({ entity: "CardSubscription", id }))
      : Effect.succeed(subscription)
  )
