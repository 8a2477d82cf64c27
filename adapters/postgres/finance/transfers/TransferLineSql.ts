import { Effect, Layer, Schema } from "effect"
import { TransferId } from "../../../../domain/finance/banking/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { TransferLine } from "../../../../ports/finance/TransferLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const transferLineLayer = Layer.effect(
  TransferLine,
  Effect.map(EngineSql, (sql) =>
    TransferLine.of({
      take: takeDue(sql, {
        table: "transfer_due",
        key: "transfer_id",
        put: sql`readings = readings + 1,
          due_at = now() + least(interval '30 minutes', interval '5 seconds' * 2 ^ least(readings, 12))`,
        pointer: Schema.Struct({ tenantId: TenantId, transferId: TransferId })
      })
    })
  )
)
