import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import type { SeededCompany } from "../seeds.ts"

const connection = ({ key, marker }: SeededCompany) =>
  Effect.map(
    send("POST", "/v2/finance/connections", key, {
      provider: "defacto",
      environment: "sandbox",
      label: marker,
      settings: {},
      secrets: { apiKey: "an-example-key" }
    }),
    ({ json, status, text }) => {
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }
  )

/** How one row of each kind of the providers is made; intents are opened by use cases that stand elsewhere. */
export const providerSeeds = {
  connectionId: connection,
  intentId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const [id, connectionId] = [uuidV7(), yield* connection(company)]
      const payload = JSON.stringify({ label: company.marker })
      yield* statements(
        ({ sql, tenantId }) => sql`insert into azals.provider_intent
            (tenant_id, id, kind, connection_id, business_key, payload, payload_hash, state, sent_at)
          values (${tenantId}, ${id}, 'test.seed', ${connectionId}, ${id}, ${payload}::jsonb, '\\x00', 'unknown', now())`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, company.scope))
}
