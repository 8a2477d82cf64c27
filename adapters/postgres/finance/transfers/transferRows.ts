import { Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Transfer } from "../../../../domain/finance/banking/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { HeldTransfer } from "../../../../ports/finance/Transfers.ts"
import type { TenantStatements } from "../../TenantSql.ts"

/** The company's transfers for which `where` holds. The order of a line is its batch's. */
export const transferRows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, provider_account_id as "providerAccountId", connection_id as "connectionId",
        batch_id as "batchId", payee, route, speed, execution_date::text as "executionDate", amount, currency, label,
        end_to_end_reference as "endToEndReference", document_ref as "documentRef", party,
        consent_return_url as "consentReturnUrl", state, awaits_approval as "awaitsApproval",
        payee_check as "payeeCheck",
        payee_check_token as "payeeCheckToken", consent, reason, intent_id as "intentId",
        coalesce(order_reference, (select b.order_reference from azals.transfer_batch b
          where b.tenant_id = transfer.tenant_id and b.id = transfer.batch_id)) as "orderReference",
        movement_reference as "movementReference",
        return_reference as "returnReference", executed_as as "executedAs", booked_on::text as "bookedOn",
        returned_on::text as "returnedOn", entry_id as "entryId", reversal_entry_id as "reversalEntryId",
        created_at as "createdAt", version
      from azals.transfer where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(
    Effect.map((rows) =>
      rows.map(({ amount, currency, payeeCheckToken, ...row }): HeldTransfer => ({
        transfer: { ...row, amount: money(amount, currency) },
        payeeCheckToken
      }))
    ),
    Effect.orDie
  )

const { amount: _, ...fields } = Transfer.fields

const Row = Schema.Struct({
  ...fields,
  amount: Schema.BigInt,
  currency: CurrencyCode,
  payeeCheckToken: Schema.NullOr(Schema.String),
  executionDate: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})
