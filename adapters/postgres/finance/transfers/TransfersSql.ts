import { Effect, Layer, Option } from "effect"
import type { TransferId } from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { Transfers } from "../../../../ports/finance/Transfers.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { pageOfAccount } from "../pageOfAccount.ts"
import { transferRows } from "./transferRows.ts"
import { insertTransfer, saveTransfer } from "./writeTransfer.ts"

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
      list: (wanted) => statements((unit) => listed(unit, pageOfAccount(unit, wanted))),
      holdConcerned: (connectionId, { movements, orders }) =>
        statements((unit) =>
          listed(
            unit,
            unit.sql`connection_id = ${connectionId} and (
                order_reference in (select jsonb_array_elements_text(${JSON.stringify(orders)}::jsonb))
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

const listed = (...asked: Parameters<typeof transferRows>) =>
  Effect.map(transferRows(...asked), (all) => all.map(({ transfer }) => transfer))

const found = (unit: TenantStatements, id: TransferId, purpose: "hold" | "read" = "read") =>
  Effect.flatMap(
    transferRows(unit, purpose === "hold" ? unit.sql`id = ${id} for update` : unit.sql`id = ${id}`),
    ([held]) =>
      held === undefined ? Effect.fail(new NotFound({ entity: "Transfer", id })) : Effect.succeed(held)
  )
