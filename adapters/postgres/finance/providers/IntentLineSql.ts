import { Effect, Layer, Schema } from "effect"
import { IntentId } from "../../../../domain/finance/providers/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { IntentLine } from "../../../../ports/finance/IntentLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const intentLineLayer = Layer.effect(
  IntentLine,
  Effect.map(EngineSql, (sql) =>
    IntentLine.of({
      takeWaiting: takeDue(sql, {
        table: "intent_pointer",
        key: "intent_id",
        put: sql`due_at = now() + greatest(interval '1 hour', (now() - since) / 8)`,
        pointer: Schema.Struct({ tenantId: TenantId, intentId: IntentId })
      })
    })
  )
)
