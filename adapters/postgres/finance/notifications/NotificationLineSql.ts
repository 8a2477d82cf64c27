import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { NotificationLine } from "../../../../ports/finance/NotificationLine.ts"
import { EngineSql } from "../../EngineSql.ts"
import { takeDue } from "../../takeDue.ts"

/** The line is walked from connection to connection on its index, however many notifications each has. */
export const notificationLineLayer = Layer.effect(
  NotificationLine,
  Effect.map(EngineSql, (sql) =>
    NotificationLine.of({
      unload: SqlSchema.findAll({
        Request: Schema.Void,
        Result: Schema.Struct({ moved: Schema.Int }),
        execute: () => sql`select unload_notifications(${batch}) as moved`
      })(undefined).pipe(
        Effect.map((rows) => rows.some(({ moved }) => moved === batch)),
        Effect.orDie
      ),
      due: SqlSchema.findAll({
        Request: Schema.Void,
        Result: Pointer,
        execute: () => sql`with recursive waiting as (
            (select tenant_id, connection_id from notification_pointer order by 1, 2 limit 1)
            union all
            select next.* from waiting w cross join lateral (
              select p.tenant_id, p.connection_id from notification_pointer p
              where (p.tenant_id, p.connection_id) > (w.tenant_id, w.connection_id) order by 1, 2 limit 1) next
          ) select w.tenant_id as "tenantId", w.connection_id as "connectionId" from waiting w
          where exists (select from notification_pointer p where p.tenant_id = w.tenant_id
            and p.connection_id = w.connection_id and p.available_at <= clock_timestamp())`
      })(undefined).pipe(Effect.orDie),
      takeScans: takeDue(sql, {
        table: "notification_scan_due",
        key: "connection_id",
        put: sql`due_at = now() + interval '15 minutes'`,
        pointer: Pointer
      })
    })
  )
)

/** With bodies of the largest size, 25 MB in one statement. */
const batch = 100

const Pointer = Schema.Struct({ tenantId: TenantId, connectionId: ConnectionId })
