import { Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Party } from "../../../../domain/finance/accounting/model/index.ts"
import {
  BatchPayment,
  PaymentBatch,
  type PaymentBatchContent,
  type PaymentBatchId,
  SepaPayee
} from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../../domain/shared/Money.ts"
import { ActorId } from "../../../../domain/shared/TenantScope.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Row = Schema.Struct({
  ...PaymentBatch.fields,
  total: Schema.BigIntFromString,
  requestedOn: Schema.NullOr(LocalDate),
  executionDate: Schema.NullOr(LocalDate),
  preparedBy: Schema.Array(ActorId),
  createdAt: Schema.DateTimeUtcFromDate
})

/** Batches that fulfil a condition on `b`, without their payments. */
export const batchRows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select b.id, b.label, b.bank_account_id as "bankAccountId", b.iban,
        b.requested_on::text as "requestedOn", b.execution_date::text as "executionDate", b.state, b.digest,
        b.sent_back as "sentBack", b.transfer_batch_id as "transferBatchId", b.created_at as "createdAt", b.version, s.count, s.total::text as total,
        (select jsonb_agg(distinct e.actor) from (select unnest(b.prepared_by) as actor
          union select unnest(d.edited_by) from azals.batch_payment q
            join azals.due_item d on d.tenant_id = ${tenantId} and d.id = q.due_item_id
            where q.tenant_id = ${tenantId} and q.batch_id = b.id) e) as "preparedBy",
        (select coalesce(jsonb_agg(jsonb_build_object('actorId', a.actor_id,
            'at', to_char(a.approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.approved_at), '[]')
          from azals.batch_approval a where a.tenant_id = ${tenantId} and a.batch_id = b.id) as approvals,
        (select jsonb_build_object('name', f.name, 'format', f.format,
            'sha256', encode(sha256(convert_to(f.content, 'UTF8')), 'hex'),
            'createdAt', to_char(f.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          from azals.payment_file f where f.tenant_id = ${tenantId} and f.batch_id = b.id) as file
      from azals.payment_batch b
      join lateral (select count(*)::int as count, coalesce(sum(q.amount), 0) as total from azals.batch_payment q
        where q.tenant_id = ${tenantId} and q.batch_id = b.id) s on true
      where b.tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) => all.map((row): PaymentBatch => ({ ...row, total: money(row.total, EUR) })))
  )

const PaymentRow = Schema.Struct({
  ...BatchPayment.fields,
  payee: Schema.Struct({ ...SepaPayee.fields, bic: Schema.NullOr(Schema.String) }),
  amount: Schema.BigInt
})

const payments = ({ sql, tenantId }: TenantStatements, id: PaymentBatchId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: PaymentRow,
    execute:
      () => sql`select id, due_item_id as "dueItemId", amount, reference, state, transfer_id as "transferId",
        jsonb_build_object('name', payee_name, 'iban', payee_iban, 'bic', payee_bic) as payee,
        case when reason_code is not null or reason_text is not null
          then jsonb_build_object('code', reason_code, 'text', reason_text) end as reason
      from azals.batch_payment where tenant_id = ${tenantId} and batch_id = ${id} order by id`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) =>
      all.map(({ amount, payee: { bic, ...payee }, ...row }): BatchPayment => ({
        ...row,
        payee: bic === null ? payee : { ...payee, bic },
        amount: money(amount, EUR)
      }))
    )
  )

const PartyRow = Schema.Struct({
  id: BatchPayment.fields.id,
  party: Schema.NullOr(Party),
  documentRef: Schema.NullOr(Schema.String)
})

/** Whom each payment of a batch pays in the books, and the document of the supplier line that it stands for. */
export const paymentParties = ({ sql, tenantId }: TenantStatements, id: PaymentBatchId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: PartyRow,
    execute: () => sql`select p.id, d.party, e.document_ref as "documentRef" from azals.batch_payment p
      join azals.due_item d on d.tenant_id = ${tenantId} and d.id = p.due_item_id
      left join azals.journal_line l on l.tenant_id = ${tenantId} and l.id = d.line_id
      left join azals.journal_entry e on e.tenant_id = ${tenantId} and e.id = l.entry_id
      where p.tenant_id = ${tenantId} and p.batch_id = ${id}`
  })(undefined).pipe(Effect.orDie)

/** A batch with its payments. */
export const batchContent = (unit: TenantStatements, id: PaymentBatchId) =>
  Effect.gen(function* () {
    const [batch] = yield* batchRows(unit, unit.sql`b.id = ${id}`)
    if (batch === undefined) return yield* new NotFound({ entity: "PaymentBatch", id })
    return { ...batch, payments: yield* payments(unit, id) } satisfies PaymentBatchContent
  })
