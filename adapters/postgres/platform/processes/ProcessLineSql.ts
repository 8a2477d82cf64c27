import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { TenantId } from "../../../../domain/shared/TenantScope.ts"
import { ProcessLine } from "../../../../ports/platform/ProcessLine.ts"
import { EngineSql } from "../../EngineSql.ts"

/** The line is walked from company to company on its index, however many processes each has. */
export const processLineLayer = Layer.effect(
  ProcessLine,
  Effect.map(EngineSql, (sql) =>
    ProcessLine.of({
      due: SqlSchema.findAll({
        Request: Schema.Void,
        Result: Schema.Struct({ tenantId: TenantId }),
        execute: () => sql`with recursive waiting as (
            (select tenant_id, due_at from process_pointer order by 1, 2 limit 1)
            union all
            select next.* from waiting w cross join lateral (
              select p.tenant_id, p.due_at from process_pointer p where p.tenant_id > w.tenant_id
              order by 1, 2 limit 1) next
          ) select tenant_id as "tenantId" from waiting where due_at <= clock_timestamp()`
      })(undefined).pipe(
        Effect.orDie,
        Effect.map((rows) => rows.map(({ tenantId }) => tenantId))
      )
    })
  )
)
