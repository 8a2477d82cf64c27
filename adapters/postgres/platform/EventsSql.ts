import { Effect, Layer } from "effect"
import { currentTraceParent } from "../../../domain/shared/TraceParent.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { Events } from "../../../ports/platform/Events.ts"
import { TenantSql } from "../TenantSql.ts"

export const eventsLayer = Layer.effect(
  Events,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return Events.of({
      publish: (...events) =>
        statements(({ issue, sql, tenantId }) =>
          Effect.gen(function* () {
            const trace = yield* currentTraceParent
            for (const { entityId, payload, type } of events) {
              yield* issue(sql`insert into azals.outbox (tenant_id, id, type, entity_id, payload, trace_parent)
                values (${tenantId}, ${yield* ids.next}, ${type}, ${entityId}, ${JSON.stringify(payload)}::jsonb, ${trace})`)
            }
          })
        )
    })
  })
)
