import { Effect, Layer, Redacted } from "effect"
import { inject } from "vitest"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { Permission } from "../../domain/shared/Permission.ts"
import { ActorId, TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"

/** The door to the run's database, on a pool of its own. */
export const tenantSqlLayer = Layer.suspend(() =>
  Layer.provide(
    TenantSql.layer,
    Connect.layerPool({ url: Redacted.make(inject("serviceUrl")), maxConnections: 12 })
  )
)

/** A scope of a company that nobody else in the run has; its tenant row is not made yet. */
export const freshScope = Effect.sync((): TenantScope["Service"] => ({
  tenantId: TenantId.make(uuidV7()),
  actorId: ActorId.make(uuidV7()),
  actorKind: "system",
  permissions: new Set(Permission.literals),
  requestId: uuidV7()
}))

/** A company of its own for one test: the isolation between tests is tenancy itself. */
export const freshTenant = Effect.gen(function* () {
  const scope = yield* freshScope
  const { statements } = yield* TenantSql
  yield* statements(
    ({ sql, tenantId }) =>
      sql`insert into azals.tenant (tenant_id, name) values (${tenantId}, ${"Test " + tenantId})`
  ).pipe(Effect.provideService(TenantScope, scope))
  return scope
})
