import { Duration, Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { TenantId } from "../../../domain/shared/TenantScope.ts"
import { RetentionLine } from "../../../ports/platform/RetentionLine.ts"
import { EngineSql } from "../EngineSql.ts"

export const retentionLineLayer = Layer.effect(
  RetentionLine,
  Effect.map(EngineSql, (sql) =>
    RetentionLine.of({
      due: (pause, limit) =>
        SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ tenantId: TenantId }),
          execute:
            () => sql`select d.tenant_id as "tenantId" from tenant_directory d left join retention r using (tenant_id)
            where r.looked_at is null or r.looked_at < now() - ${Duration.toMillis(pause)} * interval '1 millisecond'
            order by r.looked_at nulls first limit ${limit}`
        })(undefined).pipe(Effect.orDie),
      looked: ({ tenantId: company }) =>
        sql`insert into retention (tenant_id, looked_at) values (${company}, now())
          on conflict (tenant_id) do update set looked_at = excluded.looked_at`.pipe(
          Effect.asVoid,
          Effect.orDie
        )
    })
  )
)
