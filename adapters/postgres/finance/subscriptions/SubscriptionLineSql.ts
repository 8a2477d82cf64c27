import { Effect, Layer, Schema } from "effect"
import { SubscriptionId } from "../../../../domain/finance/payments/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { SubscriptionLine } from "../../../../ports/finance/SubscriptionLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const subscriptionLineLayer = Layer.effect(
  SubscriptionLine,
  Effect.map(EngineSql, (sql) =>
    SubscriptionLine.of({
      takeDue: takeDue(sql, {
        table: "subscription_due",
        key: "subscription_id",
        put: sql`due_at = now() + interval '1 hour'`,
        pointer: Schema.Struct({ tenantId: TenantId, subscriptionId: SubscriptionId })
      })
    })
  )
)
