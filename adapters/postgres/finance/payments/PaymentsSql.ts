import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Party } from "../../../../domain/finance/accounting/model/index.ts"
import {
  KeptThreeDSecure,
  Payment,
  PaymentId,
  type PaymentMethodId,
  type PaymentChange,
  PaymentOperation,
  type PaymentOperation as Operation
} from "../../../../domain/finance/payments/model/index.ts"
import type { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { type OperationEnd, type PaymentFile, Payments } from "../../../../ports/finance/Payments.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const paymentsLayer = Layer.effect(
  Payments,
  Effect.map(TenantSql, ({ statements }) =>
    Payments.of({
      add: (payment) =>
        statements((unit) =>
          Effect.andThen(
            insert(unit, payment),
            Effect.map(Effect.orDie(found(unit, payment.id)), (file) => file.payment)
          )
        ),
      addOperation: ({ amount, id, intentId, kind, paymentId }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.payment_operation (tenant_id, id, payment_id, kind, amount, intent_id)
            values (${tenantId}, ${id}, ${paymentId}, ${kind}, ${amount.minor}, ${intentId})`)
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.payment where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      list: ({ after, limit, settledOn, state }) =>
        statements((unit) => {
          const [last, only, day] = [
            Option.getOrNull(after),
            Option.getOrNull(state),
            Option.getOrNull(settledOn)
          ]
          return Effect.orDie(
            rows(
              unit,
              unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
                and (${day}::date is null or settled_on = ${day}::date) order by id desc limit ${limit}`
            )
          )
        }),
      firstWith: (id) => statements((unit) => firstWith(unit, id)),
      endOperation: (id, end) => statements((unit) => endOperation(unit, id, end)),
      move: (payment, to, gateway) => statements((unit) => move(unit, payment, to, gateway)),
      noteEntry: (id, entryId) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.payment_operation set entry_id = ${entryId}
            where tenant_id = ${tenantId} and id = ${id}`)
        ),
      atGateway: (connectionId, known) => statements((unit) => atGateway(unit, connectionId, known)),
      unsettledSince: (connectionId) => statements((unit) => unsettledSince(unit, connectionId)),
      settle: (connectionId, references, day) =>
        statements((unit) => Effect.orDie(settle(unit, connectionId, references, day)))
    })
  )
)

const insert = ({ sql, tenantId }: TenantStatements, payment: Parameters<Payments["Service"]["add"]>[0]) => {
  const { amount, connectionId, documentRef, id, kind, label, party, paymentMethodId, threeDSecure } = payment
  return sql`insert into azals.payment (tenant_id, id, kind, connection_id, currency, amount, label, document_ref, party,
      payment_method_id, three_d_secure, state)
    values (${tenantId}, ${id}, ${kind}, ${connectionId}, ${amount.currency}, ${amount.minor}, ${label}, ${documentRef},
      ${party === null ? null : JSON.stringify(party)}::jsonb, ${paymentMethodId},
      ${threeDSecure === null ? null : JSON.stringify(threeDSecure)}::jsonb, 'created')`
}

const endOperation = ({ sql, tenantId }: TenantStatements, id: Operation["id"], end: OperationEnd) =>
  Effect.map(
    sql`update azals.payment_operation set state = ${end.state}, amount = coalesce(${end.amount}, amount),
        gateway_reference = ${end.gatewayReference}, code = ${end.code}, message = ${end.message},
        ended_at = case when ${end.state}::text = 'unknown' then null else now() end
      where tenant_id = ${tenantId} and id = ${id} and state in ('open', 'unknown') returning id`,
    (ended) => ended.length > 0
  )

const move = (
  { sql, tenantId }: TenantStatements,
  { id, version }: Payment,
  to: PaymentChange,
  { code, gatewayReference, message }: Pick<OperationEnd, "code" | "gatewayReference" | "message">
) =>
  Effect.gen(function* () {
    const moved = yield* sql`update azals.payment set state = ${to.state}, authorised = ${to.authorised},
        captured = ${to.captured}, refunded = ${to.refunded}, version = version + 1,
        gateway_reference = coalesce(${gatewayReference}, gateway_reference),
        code = coalesce(${code}, code), message = coalesce(${message}, message)
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (moved.length === 0) return yield* Effect.die("a payment that was held has changed")
  })

const atGateway = (
  unit: TenantStatements,
  connectionId: ConnectionId,
  { orderReference, reference }: Parameters<Payments["Service"]["atGateway"]>[1]
) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const ours = yield* Effect.orDie(
      rows(
        unit,
        sql`connection_id = ${connectionId} and (gateway_reference = ${reference} or id in (
          select o.payment_id from azals.payment_operation o where o.tenant_id = ${tenantId}
            and (o.gateway_reference = ${reference} or o.intent_id::text = ${orderReference}))) limit 1`
      )
    )
    return ours[0] === undefined
      ? Option.none<PaymentFile>()
      : Option.some(yield* Effect.orDie(found(unit, ours[0].id)))
  })

const firstWith = ({ sql, tenantId }: TenantStatements, id: PaymentMethodId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct({ reference: Schema.String }),
    execute: () => sql`select p.gateway_reference as reference
      from azals.payment p
      join azals.payment_operation o on o.tenant_id = p.tenant_id and o.payment_id = p.id and o.kind = p.kind
      join azals.payment_method m on m.tenant_id = p.tenant_id and m.id = p.payment_method_id
      join azals.provider_intent i on i.tenant_id = o.tenant_id and i.id = o.intent_id
      where p.tenant_id = ${tenantId} and p.payment_method_id = ${id} and p.gateway_reference is not null
        and p.created_at >= coalesce(m.card_since, p.created_at) and p.kind <> 'credit' and i.payload ->> 'initiatedBy' = 'payer' and p.state in ('authorised',
          'partially_captured', 'captured', 'voided', 'partially_refunded', 'refunded', 'validated')
      order by p.id limit 1`
  })(undefined).pipe(Effect.orDie, Effect.map(Option.map(({ reference }) => reference)))

const unsettledSince = ({ sql, tenantId }: TenantStatements, connectionId: ConnectionId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct({ createdAt: Schema.DateTimeUtcFromDate }),
    execute: () => sql`select created_at as "createdAt" from azals.payment
      where tenant_id = ${tenantId} and connection_id = ${connectionId} and settled_on is null
        and state in ('captured', 'partially_captured', 'partially_refunded', 'refunded', 'credited')
        and created_at > now() - interval '60 days'
      order by id limit 1`
  })(undefined).pipe(Effect.orDie, Effect.map(Option.map(({ createdAt }) => createdAt)))

const settle = (
  { sql, tenantId }: TenantStatements,
  connectionId: ConnectionId,
  references: ReadonlyArray<string>,
  day: LocalDate
) =>
  Effect.map(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Schema.Struct({ id: PaymentId }),
      execute: () => sql`update azals.payment set settled_on = ${day}::date, version = version + 1
        where tenant_id = ${tenantId} and connection_id = ${connectionId} and settled_on is null
          and gateway_reference in (select jsonb_array_elements_text(${JSON.stringify(references)}::jsonb))
        returning id`
    })(undefined),
    (settled) => settled.map(({ id }) => id)
  )

const Row = Schema.Struct({
  ...Payment.fields,
  currency: CurrencyCode,
  amount: Schema.BigInt,
  authorised: Schema.BigInt,
  captured: Schema.BigInt,
  refunded: Schema.BigInt,
  party: Schema.NullOr(Party),
  threeDSecure: Schema.NullOr(KeptThreeDSecure),
  settledOn: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  Effect.map(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Row,
      execute:
        () => sql`select id, kind, connection_id as "connectionId", currency, amount, authorised, captured,
          refunded, label, document_ref as "documentRef", party, payment_method_id as "paymentMethodId", state,
          gateway_reference as "gatewayReference", code, message, three_d_secure as "threeDSecure",
          settled_on::text as "settledOn",
          created_at as "createdAt", version
        from azals.payment where tenant_id = ${tenantId} and ${where}`
    })(undefined),
    (all) =>
      all.map(({ amount, authorised, captured, currency, refunded, ...row }): Payment => ({
        ...row,
        amount: money(amount, currency),
        authorised: money(authorised, currency),
        captured: money(captured, currency),
        refunded: money(refunded, currency)
      }))
  )

const OperationRow = Schema.Struct({
  ...PaymentOperation.fields,
  amount: Schema.BigInt,
  createdAt: Schema.DateTimeUtcFromDate,
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const found = (unit: TenantStatements, id: PaymentId): Effect.Effect<PaymentFile, NotFound> =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const [payment] = yield* Effect.orDie(rows(unit, sql`id = ${id}`))
    if (payment === undefined) return yield* new NotFound({ entity: "Payment", id })
    const operations = yield* Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: OperationRow,
        execute: () => sql`select id, kind, amount, state, intent_id as "intentId",
            gateway_reference as "gatewayReference", code, message, entry_id as "entryId", created_at as "createdAt",
            ended_at as "endedAt"
          from azals.payment_operation where tenant_id = ${tenantId} and payment_id = ${id} order by id`
      })(undefined)
    )
    const { currency } = payment.amount
    return { payment, operations: operations.map((one) => ({ ...one, amount: money(one.amount, currency) })) }
  })
