import { Effect, Layer, Schema } from "effect"
import { PaymentBatchId } from "../../../../domain/finance/treasury/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { PaymentBatchLine } from "../../../../ports/finance/PaymentBatchLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const paymentBatchLineLayer = Layer.effect(
  PaymentBatchLine,
  Effect.map(EngineSql, (sql) =>
    PaymentBatchLine.of({
      take: takeDue(sql, {
        table: "payment_batch_due",
        key: "batch_id",
        put: sql`readings = readings + 1,
          due_at = now() + least(interval '6 hours', interval '30 seconds' * 2 ^ least(readings, 12))`,
        pointer: Schema.Struct({ tenantId: TenantId, batchId: PaymentBatchId })
      })
    })
  )
)
