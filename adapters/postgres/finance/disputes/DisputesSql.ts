import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Dispute, type DisputeId } from "../../../../domain/finance/payments/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { Disputes, type KeptDispute } from "../../../../ports/finance/Disputes.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const disputesLayer = Layer.effect(
  Disputes,
  Effect.map(TenantSql, ({ statements }) =>
    Disputes.of({
      keep: (dispute) => statements((unit) => keep(unit, dispute)),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.dispute where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      list: ({ after, limit, paymentId, state }) =>
        statements((unit) => {
          const [last, of, only] = [
            Option.getOrNull(after),
            Option.getOrNull(paymentId),
            Option.getOrNull(state)
          ]
          return rows(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
              and (${of}::uuid is null or payment_id = ${of}::uuid) order by id desc limit ${limit}`
          )
        }),
      ofPayment: (id) => statements((unit) => rows(unit, unit.sql`payment_id = ${id} order by id`)),
      step: (id, step) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { evidence, paymentId, resolvedOn, state } = {
              ...(yield* Effect.orDie(found(unit, id))),
              ...step
            }
            yield* unit.sql`update azals.dispute set state = ${state}, payment_id = ${paymentId},
                evidence = ${evidence}, resolved_on = ${resolvedOn}::date, version = version + 1
              where tenant_id = ${unit.tenantId} and id = ${id}`
          })
        ),
      noteEntry: (id, { entryId = null, reversalId = null }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.dispute set entry_id = coalesce(${entryId}, entry_id),
              reversal_id = coalesce(${reversalId}, reversal_id), version = version + 1
            where tenant_id = ${tenantId} and id = ${id}`)
        )
    })
  )
)

const keep = ({ sql, tenantId }: TenantStatements, dispute: KeptDispute) =>
  Effect.map(
    sql`insert into azals.dispute (tenant_id, id, connection_id, payment_id, gateway_reference, currency, amount, reason,
        masked, received_on, state)
      values (${tenantId}, ${dispute.id}, ${dispute.connectionId}, ${dispute.paymentId}, ${dispute.gatewayReference},
        ${dispute.amount.currency}, ${dispute.amount.minor}, ${dispute.reason}, ${dispute.masked},
        ${dispute.receivedOn}::date, ${dispute.state})
      on conflict (tenant_id, connection_id, gateway_reference) do nothing returning id`,
    (kept) => kept.length > 0
  )

const Row = Schema.Struct({
  ...Dispute.fields,
  amount: Schema.BigInt,
  currency: CurrencyCode,
  receivedOn: LocalDate,
  resolvedOn: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, connection_id as "connectionId", payment_id as "paymentId",
        gateway_reference as "gatewayReference", currency, amount, reason, masked, received_on::text as "receivedOn",
        state, evidence, resolved_on::text as "resolvedOn", entry_id as "entryId", reversal_id as "reversalId",
        created_at as "createdAt", version
      from azals.dispute where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) =>
      all.map(({ amount, currency, ...row }): Dispute => ({ ...row, amount: money(amount, currency) }))
    )
  )

const found = (unit: TenantStatements, id: DisputeId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([dispute]) =>
    dispute === undefined ? Effect.fail(new NotFound({ entity: "Dispute", id })) : Effect.succeed(dispute)
  )
