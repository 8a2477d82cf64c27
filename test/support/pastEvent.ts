import { Effect } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"

/** Commits an event of the acting company as of so many days ago. */
export const pastEvent = (days: number, type = "test.thing.happened") =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`insert into azals.outbox (tenant_id, id, type, entity_id, payload, at)
        values (${tenantId}, ${uuidV7()}, ${type}, '1', '{}'::jsonb, now() - ${days} * interval '1 day')`
    )
  )
