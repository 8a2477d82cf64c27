import { Effect, Layer, Option } from "effect"
import type { TransferBatchId, TransferId } from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { Transfers } from "../../../../ports/finance/Transfers.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { pageOfAccount } from "../pageOfAccount.ts"
import { transferRows } from "./transferRows.ts"
import { insertLines, insertTransfer, saveTransfer } from "./writeTransfer.ts"

export const transfersLayer = Layer.effect(
  Transfers,
  Effect.map(TenantSql, ({ statements }) =>
    Transfers.of({
      add: (transfer) =>
        statements((unit) =>
          Effect.andThen(
            insertTransfer(unit, transfer),
            Effect.map(Effect.orDie(found(unit, transfer.id)), (held) => held.transfer)
          )
        ),
      find: (id) => statements((unit) => Effect.map(found(unit, id), ({ transfer }) => transfer)),
      hold: (id) => statements((unit) => found(unit, id, "hold")),
      addLines: (batchId, lines) => statements((unit) => insertLines(unit, batchId, lines)),
      ofBatch: (batchId) => statements((unit) => transferRows(unit, linesOf(unit, batchId))),
      holdBatch: (batchId) =>
        statements((unit) => transferRows(unit, unit.sql`${linesOf(unit, batchId)} for update`)),
      list: (wanted) =>
        statements((unit) => {
          const batch = Option.getOrNull(wanted.batchId)
          const page = pageOfAccount(unit, wanted)
          return listed(unit, unit.sql`(${batch}::uuid is null or batch_id = ${batch}::uuid) and ${page}`)
        }),
      holdConcerned: (connectionId, { lines, movements, orders }) =>
        statements((unit) =>
          listed(
            unit,
            unit.sql`connection_id = ${connectionId} and (
                order_reference in (select jsonb_array_elements_text(${JSON.stringify(orders)}::jsonb))
                or ${linesNamed(unit, orders, lines)}
                or movement_reference in (select jsonb_array_elements_text(${JSON.stringify(movements)}::jsonb)))
              order by id for update`
          )
        ),
      byConsent: (connectionId, reference) =>
        statements((unit) =>
          Effect.map(
            listed(unit, unit.sql`connection_id = ${connectionId} and consent_reference = ${reference}`),
            ([transfer]) => Option.fromUndefinedOr(transfer)
          )
        ),
      save: (transfer, payeeCheckToken) =>
        statements((unit) =>
          Effect.andThen(
            saveTransfer(unit, transfer, payeeCheckToken),
            Effect.map(Effect.orDie(found(unit, transfer.id)), (held) => held.transfer)
          )
        )
    })
  )
)

const linesOf = ({ sql }: TenantStatements, batchId: TransferBatchId) =>
  sql`batch_id = ${batchId} order by batch_line`

/** Lines of these orders, by their own ids or by the references that went with them. */
const linesNamed = (
  { sql, tenantId }: TenantStatements,
  orders: ReadonlyArray<string>,
  lines: ReadonlyArray<string>
) =>
  sql`(batch_id in (select b.id from azals.transfer_batch b where b.tenant_id = ${tenantId}
        and b.connection_id = transfer.connection_id
        and b.order_reference in (select jsonb_array_elements_text(${JSON.stringify(orders)}::jsonb)))
      and (id::text in (select jsonb_array_elements_text(${JSON.stringify(lines)}::jsonb))
        or end_to_end_reference in (select jsonb_array_elements_text(${JSON.stringify(lines)}::jsonb))))`

const listed = (...asked: Parameters<typeof transferRows>) =>
  Effect.map(transferRows(...asked), (all) => all.map(({ transfer }) => transfer))

const found = (unit: TenantStatements, id: TransferId, purpose: "hold" | "read" = "read") =>
  Effect.flatMap(
    transferRows(unit, purpose === "hold" ? unit.sql`id = ${id} for update` : unit.sql`id = ${id}`),
    ([held]) =>
      held === undefined ? Effect.fail(new NotFound({ entity: "Transfer", id })) : Effect.succeed(held)
  )
