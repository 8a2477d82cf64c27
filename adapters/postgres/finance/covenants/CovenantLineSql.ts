import { Effect, Layer, Schema } from "effect"
import { CovenantId } from "../../../../domain/finance/financing/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { CovenantLine } from "../../../../ports/finance/CovenantLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const covenantLineLayer = Layer.effect(
  CovenantLine,
  Effect.map(EngineSql, (sql) =>
    CovenantLine.of({
      take: takeDue(sql, {
        table: "covenant_due",
        key: "covenant_id",
        put: sql`due_at = case when current_date > last_day then 'infinity' else now() + interval '1 day' end`,
        pointer: Schema.Struct({ tenantId: TenantId, covenantId: CovenantId })
      })
    })
  )
)
