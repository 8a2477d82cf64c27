import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { IntentId } from "../../../../domain/finance/providers/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { IntentLine } from "../../../../ports/finance/IntentLine.ts"
import { EngineSql } from "../../EngineSql.ts"

export const intentLineLayer = Layer.effect(
  IntentLine,
  Effect.map(EngineSql, (sql) =>
    IntentLine.of({
      takeWaiting: (limit) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Pointer,
          execute:
            () => sql`update intent_pointer set due_at = now() + greatest(interval '1 hour', (now() - since) / 8)
            where (tenant_id, intent_id) in (select tenant_id, intent_id from intent_pointer
              where due_at <= now() order by due_at limit ${limit} for update skip locked)
            returning tenant_id as "tenantId", intent_id as "intentId"`
        })(undefined).pipe(Effect.orDie)
    })
  )
)

const Pointer = Schema.Struct({ tenantId: TenantId, intentId: IntentId })
