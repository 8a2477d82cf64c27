import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  type PaymentBatchId,
  PaymentStatusReport,
  TransferFormat
} from "../../../../domain/finance/treasury/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { batchContent, batchRows, paymentParties } from "./batchRows.ts"
import {
  digestOf,
  insertBatch,
  linkTransfers,
  refreshPayment,
  saveBatch,
  selectItems,
  stepPayments
} from "./batchWrites.ts"

export const paymentBatchesLayer = Layer.effect(
  PaymentBatches,
  Effect.map(TenantSql, ({ statements }) =>
    PaymentBatches.of({
      add: (batch, by) => statements((unit) => insertBatch(unit, batch, by)),
      find: (id) => statements((unit) => batchContent(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.payment_batch where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            batchContent(unit, id)
          )
        ),
      list: ({ after, limit, state }) =>
        statements((unit) => {
          const [last, only] = [Option.getOrNull(after), Option.getOrNull(state)]
          return batchRows(
            unit,
            unit.sql`(${last}::uuid is null or b.id < ${last}::uuid) and (${only}::text is null or b.state = ${only})
              order by b.id desc limit ${limit}`
          )
        }),
      select: (id, items) => statements((unit) => selectItems(unit, id, items)),
      refresh: (id, item) => statements((unit) => refreshPayment(unit, id, item)),
      save: (batch, by) => statements((unit) => saveBatch(unit, batch, by)),
      stepAll: (id, to) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.batch_payment set state = ${to}
            where tenant_id = ${tenantId} and batch_id = ${id} and state <> ${to}`)
        ),
      stepPayments: (steps) => statements((unit) => stepPayments(unit, steps)),
      parties: (id) => statements((unit) => paymentParties(unit, id)),
      linkTransfers: (id, transfers) => statements((unit) => linkTransfers(unit, id, transfers)),
      digest: (id) => statements((unit) => digestOf(unit, id)),
      approve: (id, by, digest) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.batch_approval (tenant_id, batch_id, actor_id, digest)
            values (${tenantId}, ${id}, ${by}, ${digest}) on conflict do nothing`)
        ),
      forgetApprovals: (id) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(
            sql`delete from azals.batch_approval where tenant_id = ${tenantId} and batch_id = ${id}`
          )
        ),
      keepFile: (id, { content, format, name }) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`insert into azals.payment_file (tenant_id, batch_id, name, format, content)
            values (${tenantId}, ${id}, ${name}, ${format}, ${content})`)
        ),
      file: (id) => statements((unit) => file(unit, id)),
      keepReport: (report) => statements((unit) => keepReport(unit, report)),
      reportOf: (id, messageId) =>
        statements((unit) =>
          Effect.map(reports(unit, unit.sql`batch_id = ${id} and message_id = ${messageId}`), ([report]) =>
            Option.fromUndefinedOr(report)
          )
        ),
      reports: (id, limit, after) =>
        statements((unit) => {
          const last = Option.getOrNull(after)
          return reports(
            unit,
            unit.sql`batch_id = ${id} and (${last}::uuid is null or id < ${last}::uuid)
              order by id desc limit ${limit}`
          )
        })
    })
  )
)

const file = ({ sql, tenantId }: TenantStatements, id: PaymentBatchId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ name: Schema.String, format: TransferFormat, content: Schema.String }),
    execute: () => sql`select name, format, content from azals.payment_file
      where tenant_id = ${tenantId} and batch_id = ${id}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.flatMap(([kept]) =>
      kept === undefined ? Effect.fail(new NotFound({ entity: "PaymentFile", id })) : Effect.succeed(kept)
    )
  )

const keepReport = (
  { sql, tenantId }: TenantStatements,
  { applied, batchId, findings, id, known, messageId }: Omit<PaymentStatusReport, "receivedAt">
) =>
  Effect.asVoid(sql`insert into azals.payment_status_report (tenant_id, id, batch_id, message_id, applied, known, findings)
    values (${tenantId}, ${id}, ${batchId}, ${messageId}, ${applied}, ${known}, ${JSON.stringify(findings)}::jsonb)`)

const reports = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ ...PaymentStatusReport.fields, receivedAt: Schema.DateTimeUtcFromDate }),
    execute: () => sql`select id, batch_id as "batchId", message_id as "messageId", applied, known, findings,
        received_at as "receivedAt"
      from azals.payment_status_report where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(Effect.orDie)
