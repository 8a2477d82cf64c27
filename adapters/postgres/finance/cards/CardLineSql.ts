import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { CardId } from "../../../../domain/finance/cards/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { CardLine } from "../../../../ports/finance/CardLine.ts"
import { EngineSql } from "../../EngineSql.ts"

export const cardLineLayer = Layer.effect(
  CardLine,
  Effect.map(EngineSql, (sql) =>
    CardLine.of({
      take: (limit) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Pointer,
          execute: () => sql`update card_due set readings = readings + 1,
              due_at = now() + least(interval '30 minutes', interval '5 seconds' * 2 ^ least(readings, 12))
            where (tenant_id, card_id) in (select tenant_id, card_id from card_due
              where due_at <= now() order by due_at limit ${limit} for update skip locked)
            returning tenant_id as "tenantId", card_id as "cardId"`
        })(undefined).pipe(Effect.orDie)
    })
  )
)

const Pointer = Schema.Struct({ tenantId: TenantId, cardId: CardId })
