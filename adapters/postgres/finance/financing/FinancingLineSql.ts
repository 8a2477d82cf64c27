import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { FinancingLine } from "../../../../ports/finance/FinancingLine.ts"
import { EngineSql } from "../../EngineSql.ts"

export const financingLineLayer = Layer.effect(
  FinancingLine,
  Effect.map(EngineSql, (sql) =>
    FinancingLine.of({
      takeDue: (limit) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Pointer,
          execute: () => sql`with due as materialized (
              select tenant_id, connection_id from financing_pointer
              where due_at <= now() order by due_at limit ${limit}),
            taken as (
              update financing_pointer p set due_at = now() + interval '1 hour' from due
              where p.tenant_id = due.tenant_id and p.connection_id = due.connection_id
              returning p.tenant_id, p.connection_id)
            select distinct tenant_id as "tenantId", connection_id as "connectionId" from taken`
        })(undefined).pipe(Effect.orDie)
    })
  )
)

const Pointer = Schema.Struct({ tenantId: TenantId, connectionId: ConnectionId })
