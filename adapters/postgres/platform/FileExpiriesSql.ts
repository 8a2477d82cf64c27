import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { TenantId } from "../../../domain/shared/TenantScope.ts"
import { FileExpiries } from "../../../ports/platform/FileExpiries.ts"
import { EngineSql } from "../EngineSql.ts"

export const fileExpiriesLayer = Layer.effect(
  FileExpiries,
  Effect.map(EngineSql, (sql) =>
    FileExpiries.of({
      due: (limit) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ tenantId: TenantId }),
          execute:
            () => sql`select distinct tenant_id as "tenantId" from file_expiry where expires_at <= now()
            and (asked_at is null or asked_at < now() - interval '1 hour') limit ${limit}`
        })(undefined).pipe(Effect.orDie),
      asked: (pointers) =>
        pointers.length === 0
          ? Effect.void
          : sql`update file_expiry set asked_at = now()
              where ${sql.in(
                "tenant_id",
                pointers.map(({ tenantId }) => tenantId)
              )} and expires_at <= now()`.pipe(Effect.asVoid, Effect.orDie)
    })
  )
)
