import { Effect, Layer, Schema } from "effect"
import { TransferBatchId } from "../../../../domain/finance/banking/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { TransferBatchLine } from "../../../../ports/finance/TransferBatchLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const transferBatchLineLayer = Layer.effect(
  TransferBatchLine,
  Effect.map(EngineSql, (sql) =>
    TransferBatchLine.of({
      take: takeDue(sql, {
        table: "transfer_batch_due",
        key: "batch_id",
        put: sql`readings = readings + 1,
          due_at = now() + least(interval '30 minutes', interval '5 seconds' * 2 ^ least(readings, 12))`,
        pointer: Schema.Struct({ tenantId: TenantId, batchId: TransferBatchId })
      })
    })
  )
)
