import { Effect, Schema } from "effect"
import { Transfer, type TransferBatchId } from "../../../../domain/finance/banking/model/index.ts"
import type { AddedTransfer } from "../../../../ports/finance/Transfers.ts"
import type { TenantStatements } from "../../TenantSql.ts"

export const insertTransfer = (
  { sql, tenantId }: TenantStatements,
  { amount, party, payee, ...transfer }: AddedTransfer
) => sql`insert into azals.transfer (tenant_id, id, provider_account_id, connection_id, payee, route, speed,
    execution_date, amount, currency, label, end_to_end_reference, document_ref, party, consent_return_url,
    awaits_approval)
  values (${tenantId}, ${transfer.id}, ${transfer.providerAccountId}, ${transfer.connectionId},
    ${JSON.stringify(payee)}::jsonb, ${transfer.route}, ${transfer.speed}, ${transfer.executionDate}::date,
    ${amount.minor}, ${amount.currency}, ${transfer.label}, ${transfer.endToEndReference}, ${transfer.documentRef},
    ${party === null ? null : JSON.stringify(party)}::jsonb, ${transfer.consentReturnUrl},
    ${transfer.awaitsApproval})`

/** The lines of a batch, in their order. */
export const insertLines = (
  { sql, tenantId }: TenantStatements,
  batchId: TransferBatchId,
  lines: ReadonlyArray<AddedTransfer>
) => {
  const rows = lines.map(({ amount, ...line }, index) => ({
    id: line.id,
    provider_account_id: line.providerAccountId,
    connection_id: line.connectionId,
    batch_line: index + 1,
    payee: line.payee,
    route: line.route,
    speed: line.speed,
    execution_date: line.executionDate,
    amount: String(amount.minor),
    currency: amount.currency,
    label: line.label,
    end_to_end_reference: line.endToEndReference,
    document_ref: line.documentRef,
    party: line.party,
    consent_return_url: line.consentReturnUrl
  }))
  return sql`insert into azals.transfer (tenant_id, batch_id, id, provider_account_id, connection_id, batch_line, payee,
      route, speed, execution_date, amount, currency, label, end_to_end_reference, document_ref, party, consent_return_url)
    select ${tenantId}, ${batchId}, line.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line (id uuid,
      provider_account_id uuid, connection_id uuid, batch_line int, payee jsonb, route text, speed text,
      execution_date date, amount bigint, currency text, label text, end_to_end_reference text, document_ref text,
      party jsonb, consent_return_url text)`.pipe(Effect.asVoid)
}

/** Writes what can change of a transfer, as its next version. Dies when it is not at the version that was held. */
export const saveTransfer = (
  { sql, tenantId }: TenantStatements,
  transfer: Transfer,
  token: string | null | undefined
) =>
  Effect.gen(function* () {
    const { payeeCheck } = yield* Effect.orDie(encoded(transfer))
    const { consent, id, reason, version } = transfer
    const saved =
      yield* sql`update azals.transfer set state = ${transfer.state}, awaits_approval = ${transfer.awaitsApproval},
        payee_check = ${json(payeeCheck)}::jsonb,
        payee_check_token = case when ${token !== undefined}::boolean then ${token ?? null} else payee_check_token end,
        consent = ${json(consent)}::jsonb,
        consent_reference = coalesce(${consent?.reference ?? null}, consent_reference),
        reason = ${json(reason)}::jsonb, intent_id = ${transfer.intentId},
        order_reference = ${transfer.batchId === null ? transfer.orderReference : null}, movement_reference = ${transfer.movementReference},
        return_reference = ${transfer.returnReference}, executed_as = ${transfer.executedAs},
        booked_on = ${transfer.bookedOn}::date, returned_on = ${transfer.returnedOn}::date,
        entry_id = ${transfer.entryId}, reversal_entry_id = ${transfer.reversalEntryId}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (saved.length === 0) return yield* Effect.die("a transfer that was held has changed")
  })

const encoded = Schema.encodeEffect(Schema.Struct({ payeeCheck: Transfer.fields.payeeCheck }))

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
