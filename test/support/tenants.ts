import { Effect, Layer, Redacted } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { sha256 } from "../../adapters/postgres/platform/AdmissionSql.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { Permission, type Role } from "../../domain/shared/Permission.ts"
import { ActorId, TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { serviceUrl } from "./database.ts"

/** The door to the run's database, on a pool of its own. */
export const tenantSqlLayer = Layer.suspend(() => tenantSqlOn(Redacted.make(serviceUrl())))

/** The door to another database. */
export const tenantSqlOn = (url: Redacted.Redacted) =>
  Layer.provide(TenantSql.layer, Connect.layerPool({ url, maxConnections: 12 }))

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

/** The test acts for a company of its own. */
export const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

/** A company and an API key of it, straight in the tables: for tests that come in over HTTP. */
export const companyWithKey = (role: Role = "owner", perMinute = 100_000) =>
  Effect.gen(function* () {
    const scope = yield* freshTenant
    return { scope, key: yield* keyFor(scope, role, perMinute) }
  })

export const keyFor = (scope: TenantScope["Service"], role: Role, perMinute = 100_000) =>
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const key = `azk_test_${uuidV7().replaceAll("-", "")}`
    const hash = yield* sha256(key)
    yield* statements(
      ({ sql, tenantId }) => sql`insert into azals.api_key
        (tenant_id, id, name, prefix, key_hash, role, rate_per_minute)
        values (${tenantId}, ${uuidV7()}, 'test', 'azk_test', ${hash}, ${role}, ${perMinute})`
    ).pipe(Effect.provideService(TenantScope, scope))
    return key
  })
