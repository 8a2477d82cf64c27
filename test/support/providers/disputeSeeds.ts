import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import type { SeededCompany } from "../seeds.ts"
import { gatewayOver } from "./paymentRequests.ts"

/** Rows of disputes, as a notification leaves them: see `seeds`. */
export const disputeSeeds = {
  disputeId: ({ key, marker, scope }: SeededCompany) =>
    Effect.gen(function* () {
      const [id, connectionId] = [uuidV7(), yield* gatewayOver(key)]
      const { statements } = yield* TenantSql
      yield* statements(
        ({
          sql,
          tenantId
        }) => sql`insert into azals.dispute (tenant_id, id, connection_id, gateway_reference, currency,
            amount, reason, received_on, state)
          values (${tenantId}, ${id}, ${connectionId}, ${id}, 'EUR', 1200, ${marker}, '2026-11-22', 'received')`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, scope))
}
