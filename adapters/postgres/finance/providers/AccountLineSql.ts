import { Effect, Layer, Schema } from "effect"
import { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { AccountLine } from "../../../../ports/finance/AccountLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

export const accountLineLayer = Layer.effect(
  AccountLine,
  Effect.map(EngineSql, (sql) =>
    AccountLine.of({
      takeDue: takeDue(sql, {
        table: "account_reading_due",
        key: "connection_id",
        put: sql`unread = unread + 1, due_at = now() + interval '1 hour' * 2 ^ least(unread, 3)`,
        pointer: Schema.Struct({ tenantId: TenantId, connectionId: ConnectionId })
      })
    })
  )
)
