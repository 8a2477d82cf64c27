import { Effect, Layer, Option } from "effect"
import type { SettlementBatchId } from "../../../../domain/finance/payments/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { type KeptBatch, Settlements } from "../../../../ports/finance/Settlements.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { batches, lines } from "./settlementRows.ts"

export const settlementsLayer = Layer.effect(
  Settlements,
  Effect.map(TenantSql, ({ statements }) =>
    Settlements.of({
      keep: (batch) => statements((unit) => keep(unit, batch)),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.settlement_batch
              where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      list: ({ after, limit, state }) =>
        statements((unit) => {
          const [last, only] = [Option.getOrNull(after), Option.getOrNull(state)]
          return batches(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
              order by id desc limit ${limit}`
          )
        }),
      state: (file, statement) => statements((unit) => stated(unit, file, statement)),
      noteEntry: (id, entryId) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.settlement_batch set state = 'posted', entry_id = ${entryId},
              version = version + 1
            where tenant_id = ${tenantId} and id = ${id} and state = 'stated'`)
        )
    })
  )
)

const keep = ({ sql, tenantId }: TenantStatements, batch: KeptBatch) =>
  Effect.gen(function* () {
    const { connectionId, count, gatewayBatch, gatewayReferences, gross, id, reportedOn, state } = batch
    const references = JSON.stringify(gatewayReferences)
    const kept =
      yield* sql`insert into azals.settlement_batch (tenant_id, id, connection_id, gateway_batch, state, count,
        currency, gross, reported_on)
      values (${tenantId}, ${id}, ${connectionId}, ${gatewayBatch}, ${state}, ${count},
        coalesce((select p.currency from azals.payment p where p.tenant_id = ${tenantId}
          and p.connection_id = ${connectionId}
          and p.gateway_reference in (select jsonb_array_elements_text(${references}::jsonb)) limit 1), 'EUR'),
        ${gross}, ${reportedOn}::date)
      on conflict (tenant_id, connection_id, gateway_batch) do nothing returning id`
    if (kept.length === 0) return false
    yield* sql`insert into azals.settlement_line (tenant_id, batch_id, gateway_reference)
      select distinct ${tenantId}::uuid, ${id}::uuid, reference
      from jsonb_array_elements_text(${references}::jsonb) reference`
    return true
  })

const stated = (
  { sql, tenantId }: TenantStatements,
  { batch, lines: known }: Parameters<Settlements["Service"]["state"]>[0],
  statement: Parameters<Settlements["Service"]["state"]>[1]
) =>
  Effect.gen(function* () {
    const { fees, feesVat, net, paidOn, statementRef } = statement
    yield* sql`update azals.settlement_batch set state = 'stated', fees = ${fees.minor}, fees_vat = ${feesVat.minor},
        net = ${net.minor}, paid_on = ${paidOn}::date, statement_ref = ${statementRef}, version = version + 1
      where tenant_id = ${tenantId} and id = ${batch.id} and state = 'reported'`
    const kept = known.map(({ amount, gatewayReference, paymentId }) => ({
      reference: gatewayReference,
      payment: paymentId,
      amount: amount?.minor.toString() ?? null
    }))
    yield* sql`update azals.settlement_line line set payment_id = kept.payment, amount = kept.amount
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) kept (reference text, payment uuid, amount bigint)
      where line.tenant_id = ${tenantId} and line.batch_id = ${batch.id} and line.gateway_reference = kept.reference`
  })

const found = (unit: TenantStatements, id: SettlementBatchId) =>
  Effect.gen(function* () {
    const [batch] = yield* batches(unit, unit.sql`id = ${id}`)
    if (batch === undefined) return yield* new NotFound({ entity: "SettlementBatch", id })
    return { batch, lines: yield* lines(unit, id) }
  })
