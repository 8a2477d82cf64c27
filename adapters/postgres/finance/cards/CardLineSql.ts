import { Effect, Layer, Schema } from "effect"
import { CardId, CardPaymentId } from "../../../../domain/finance/cards/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { CardLine } from "../../../../ports/finance/CardLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const cardLineLayer = Layer.effect(
  CardLine,
  Effect.map(EngineSql, (sql) =>
    CardLine.of({
      take: takeDue(sql, {
        table: "card_due",
        key: "card_id",
        put: sql`readings = readings + 1,
          due_at = now() + least(interval '30 minutes', interval '5 seconds' * 2 ^ least(readings, 12))`,
        pointer: Schema.Struct({ tenantId: TenantId, cardId: CardId })
      }),
      takeReceipts: takeDue(sql, {
        table: "receipt_due",
        key: "payment_id",
        put: sql`due_at = now() + interval '1 hour'`,
        pointer: Schema.Struct({ tenantId: TenantId, paymentId: CardPaymentId })
      })
    })
  )
)
