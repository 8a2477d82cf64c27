import { Effect, Layer, type Redacted } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { sha256 } from "../../adapters/postgres/platform/AdmissionSql.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { Permission } from "../../domain/shared/Permission.ts"
import { ActorId, TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"

export interface BenchCompany {
  readonly scope: TenantScope["Service"]
  readonly key: string
}

export const doorTo = (url: Redacted.Redacted, maxConnections: number) =>
  Layer.provide(TenantSql.layer, Connect.layerPool({ url, maxConnections }))

/** Companies with one owner's key each, whose budget no benchmark spends. */
export const companies = (count: number) =>
  Effect.forEach(Array.from({ length: count }), () =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const scope: TenantScope["Service"] = {
        tenantId: TenantId.make(uuidV7()),
        actorId: ActorId.make(uuidV7()),
        actorKind: "system",
        permissions: new Set(Permission.literals),
        requestId: uuidV7()
      }
      const key = `azk_bench_${uuidV7()}`
      const hash = yield* sha256(key)
      yield* statements(({ sql, tenantId }) =>
        Effect.andThen(
          sql`insert into azals.tenant (tenant_id, name) values (${tenantId}, 'Bench')`,
          sql`insert into azals.api_key (tenant_id, id, name, prefix, key_hash, role, rate_per_minute)
            values (${tenantId}, ${uuidV7()}, 'bench', 'azk_bench', ${hash}, 'owner', 1000000)`
        )
      ).pipe(Effect.provideService(TenantScope, scope))
      return { scope, key } satisfies BenchCompany
    })
  )
