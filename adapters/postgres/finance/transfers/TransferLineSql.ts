import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { TransferId } from "../../../../domain/finance/banking/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { TransferLine } from "../../../../ports/finance/TransferLine.ts"
import { EngineSql } from "../../EngineSql.ts"

export const transferLineLayer = Layer.effect(
  TransferLine,
  Effect.map(EngineSql, (sql) =>
    TransferLine.of({
      take: (limit) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Pointer,
          execute: () => sql`update transfer_due set readings = readings + 1,
              due_at = now() + least(interval '30 minutes', interval '5 seconds' * 2 ^ least(readings, 12))
            where (tenant_id, transfer_id) in (select tenant_id, transfer_id from transfer_due
              where due_at <= now() order by due_at limit ${limit} for update skip locked)
            returning tenant_id as "tenantId", transfer_id as "transferId"`
        })(undefined).pipe(Effect.orDie)
    })
  )
)

const Pointer = Schema.Struct({ tenantId: TenantId, transferId: TransferId })
