import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { TransferBatchId } from "../../../../domain/finance/banking/model/index.ts"
import {
  type DueItem,
  DueItemId,
  DueItemTaken,
  type PaymentBatch,
  type PaymentBatchId
} from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { ActorId } from "../../../../domain/shared/TenantScope.ts"
import type { AddedBatch, PaymentStep } from "../../../../ports/finance/PaymentBatches.ts"
import type { TenantStatements } from "../../TenantSql.ts"

export const insertBatch = (
  { sql, tenantId }: TenantStatements,
  { bankAccountId, iban, id, label, requestedOn }: AddedBatch,
  by: ActorId
) =>
  Effect.asVoid(sql`insert into azals.payment_batch (tenant_id, id, label, bank_account_id, iban, requested_on,
      prepared_by)
    values (${tenantId}, ${id}, ${label}, ${bankAccountId}, ${iban}, ${requestedOn}::date, array[${by}::uuid])`)

/** The items are held in the order of their ids; the unique index says no to what another batch has taken meanwhile. */
export const selectItems = (
  { sql, tenantId }: TenantStatements,
  id: PaymentBatchId,
  items: ReadonlyArray<DueItemId>
) =>
  Effect.gen(function* () {
    const wanted = sql`select value::uuid from jsonb_array_elements_text(${JSON.stringify(items)}::jsonb)`
    const held = yield* Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Found,
        execute: () => sql`select id, cancelled from azals.due_item where tenant_id = ${tenantId}
          and id in (${wanted}) order by id for update`
      })(undefined)
    )
    const unknown = items.find((item) => !held.some((one) => one.id === item))
    if (unknown !== undefined) return yield* new NotFound({ entity: "DueItem", id: unknown })
    const cancelled = held.find((one) => one.cancelled)
    if (cancelled !== undefined) return yield* new DueItemTaken({ dueItemId: cancelled.id })
    yield* sql`delete from azals.batch_payment where tenant_id = ${tenantId} and batch_id = ${id}`
    const put = yield* Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Found,
        execute:
          () => sql`insert into azals.batch_payment (tenant_id, batch_id, due_item_id, payee_name, payee_iban,
            payee_bic, amount, reference)
          select ${tenantId}, ${id}, d.id, d.payee_name, d.payee_iban, d.payee_bic, d.amount, d.reference
          from azals.due_item d where d.tenant_id = ${tenantId} and d.id in (${wanted}) order by d.id
          on conflict (tenant_id, due_item_id) where state not in ('rejected', 'returned', 'dropped') do nothing
          returning due_item_id as id, false as cancelled`
      })(undefined)
    )
    const taken = items.find((item) => !put.some((one) => one.id === item))
    if (taken !== undefined) return yield* new DueItemTaken({ dueItemId: taken })
  })

const Found = Schema.Struct({ id: DueItemId, cancelled: Schema.Boolean })

export const refreshPayment = (
  { sql, tenantId }: TenantStatements,
  batch: PaymentBatchId,
  { amount, id, payee, reference }: DueItem
) =>
  Effect.asVoid(sql`update azals.batch_payment set payee_name = ${payee.name}, payee_iban = ${payee.iban},
      payee_bic = ${payee.bic ?? null}, amount = ${amount.minor}, reference = ${reference}
    where tenant_id = ${tenantId} and batch_id = ${batch} and due_item_id = ${id}`)

/** Dies when the batch is not at the version that was held. */
export const saveBatch = (
  { sql, tenantId }: TenantStatements,
  batch: Omit<PaymentBatch, "preparedBy">,
  by: ActorId | undefined
) =>
  Effect.gen(function* () {
    const editor = by ?? null
    const saved = yield* sql`update azals.payment_batch set label = ${batch.label}, iban = ${batch.iban},
        bank_account_id = ${batch.bankAccountId}, requested_on = ${batch.requestedOn}::date,
        execution_date = ${batch.executionDate}::date, state = ${batch.state}, digest = ${batch.digest},
        sent_back = ${batch.sentBack}, transfer_batch_id = ${batch.transferBatchId}, version = version + 1, prepared_by = case when ${editor}::uuid is null
          then prepared_by else array_remove(prepared_by, ${editor}::uuid) || ${editor}::uuid end
      where tenant_id = ${tenantId} and id = ${batch.id} and version = ${batch.version} returning id`
    if (saved.length === 0) return yield* Effect.die("a batch that was held has changed")
  })

export const stepPayments = ({ sql, tenantId }: TenantStatements, steps: ReadonlyArray<PaymentStep>) =>
  Effect.asVoid(sql`update azals.batch_payment p set state = s.to, reason_code = s.code, reason_text = s.text
    from jsonb_to_recordset(${JSON.stringify(steps.map(columns))}::jsonb)
      as s (id uuid, "to" text, code text, text text)
    where p.tenant_id = ${tenantId} and p.id = s.id`)

const columns = ({ id, reason, to }: PaymentStep) => ({ id, to, code: reason?.code, text: reason?.text })

/** Names the transfer of a batch that carries each payment out: it has the payment's end-to-end id. */
export const linkTransfers = (
  { sql, tenantId }: TenantStatements,
  id: PaymentBatchId,
  transferBatchId: TransferBatchId
) =>
  Effect.asVoid(sql`update azals.batch_payment p set transfer_id = t.id from azals.transfer t
    where p.tenant_id = ${tenantId} and p.batch_id = ${id} and t.tenant_id = ${tenantId}
      and t.batch_id = ${transferBatchId} and t.end_to_end_reference = replace(p.id::text, '-', '')`)

/** What is approved, hashed: the payer, the day asked for, and each payment. */
export const digestOf = ({ sql, tenantId }: TenantStatements, id: PaymentBatchId) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Schema.Struct({ digest: Schema.String }),
    execute: () => sql`select encode(sha256(convert_to(jsonb_build_array(b.id, b.iban, b.requested_on,
        (select jsonb_agg(jsonb_build_array(p.id, p.due_item_id, p.payee_name, p.payee_iban, p.payee_bic, p.amount,
            p.reference) order by p.id)
          from azals.batch_payment p where p.tenant_id = ${tenantId} and p.batch_id = b.id))::text, 'UTF8')),
        'hex') as digest
      from azals.payment_batch b where b.tenant_id = ${tenantId} and b.id = ${id}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map(({ digest }) => digest)
  )
