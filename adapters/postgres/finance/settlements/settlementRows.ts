import { Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  PaymentId,
  SettlementBatch,
  type SettlementBatchId,
  type SettlementLine
} from "../../../../domain/finance/payments/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, type Money, money } from "../../../../domain/shared/Money.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Amount = Schema.NullOr(Schema.BigInt)

const BatchRow = Schema.Struct({
  ...SettlementBatch.fields,
  currency: CurrencyCode,
  gross: Amount,
  fees: Amount,
  feesVat: Amount,
  net: Amount,
  reportedOn: LocalDate,
  paidOn: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

export const batches = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: BatchRow,
    execute:
      () => sql`select id, connection_id as "connectionId", gateway_batch as "gatewayBatch", state, count,
        currency, gross, reported_on::text as "reportedOn", fees, fees_vat as "feesVat", net, paid_on::text as "paidOn",
        statement_ref as "statementRef", entry_id as "entryId", created_at as "createdAt", version
      from azals.settlement_batch where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ currency, fees, feesVat, gross, net, ...row }): SettlementBatch => {
        const of = (minor: bigint | null): Money | null => (minor === null ? null : money(minor, currency))
        return { ...row, gross: of(gross), fees: of(fees), feesVat: of(feesVat), net: of(net) }
      })
    )
  )

const LineRow = Schema.Struct({
  gatewayReference: Schema.String,
  paymentId: Schema.NullOr(PaymentId),
  amount: Amount,
  currency: CurrencyCode
})

/**
 * The transactions of a batch. A payment's own is what was captured of it less what batches that are stated have of it;
 * a refund is a transaction of its own, and negative, as a credit is.
 */
export const lines = ({ sql, tenantId }: TenantStatements, id: SettlementBatchId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: LineRow,
    execute: () => sql`select line.gateway_reference as "gatewayReference",
        coalesce(line.payment_id, ours.payment_id) as "paymentId", coalesce(line.amount, ours.amount) as amount,
        coalesce(ours.currency, batch.currency) as currency
      from azals.settlement_line line
      join azals.settlement_batch batch on batch.tenant_id = line.tenant_id and batch.id = line.batch_id
      left join lateral (
        select p.id as payment_id, p.currency, (case when p.kind = 'credit' then - p.amount else p.captured end
            - coalesce((select sum(before.amount) from azals.settlement_line before
              where before.tenant_id = p.tenant_id and before.gateway_reference = p.gateway_reference
                and before.payment_id = p.id), 0))::bigint as amount
          from azals.payment p
          where p.tenant_id = ${tenantId} and p.connection_id = batch.connection_id
            and p.gateway_reference = line.gateway_reference and p.state <> 'voided'
            and (p.captured > 0 or p.state = 'credited')
        union all
        select o.payment_id, p.currency, - o.amount
          from azals.payment_operation o
          join azals.payment p on p.tenant_id = o.tenant_id and p.id = o.payment_id
          where o.tenant_id = ${tenantId} and p.connection_id = batch.connection_id and o.kind = 'refund'
            and o.state = 'done' and o.gateway_reference = line.gateway_reference
            and p.gateway_reference <> o.gateway_reference
            and not exists (select 1 from azals.settlement_line before where before.tenant_id = o.tenant_id
              and before.gateway_reference = o.gateway_reference and before.amount is not null)
        limit 1) ours on true
      where line.tenant_id = ${tenantId} and line.batch_id = ${id} order by line.gateway_reference`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ amount, currency, gatewayReference, paymentId }): SettlementLine => ({
        gatewayReference,
        paymentId,
        amount: amount === null ? null : money(amount, currency)
      }))
    )
  )
