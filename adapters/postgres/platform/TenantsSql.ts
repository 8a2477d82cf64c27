import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Tenant } from "../../../domain/platform/tenancy/model/index.ts"
import { VersionConflict } from "../../../domain/shared/errors.ts"
import { Tenants } from "../../../ports/platform/Tenants.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const tenantsLayer = Layer.effect(
  Tenants,
  Effect.map(TenantSql, ({ statements }) =>
    Tenants.of({
      current: statements((unit) => Effect.orDie(find(unit))),
      open: ({ currency, language, name, siren }) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`insert into azals.tenant (tenant_id, name, siren, language, currency)
              values (${unit.tenantId}, ${name}, ${siren}, ${language}, ${currency})`,
            Effect.orDie(find(unit))
          )
        ),
      change: (version, change) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const name = change.name ?? null
            const siren = change.siren ?? null
            const language = change.language ?? null
            const origins = change.corsOrigins === undefined ? null : JSON.stringify(change.corsOrigins)
            const changed = yield* sql`update azals.tenant set version = version + 1,
                name = coalesce(${name}, name), siren = coalesce(${siren}, siren),
                language = coalesce(${language}, language),
                cors_origins = case when ${origins}::jsonb is null then cors_origins
                  else (select coalesce(array_agg(o), '{}') from jsonb_array_elements_text(${origins}::jsonb) o) end
              where tenant_id = ${tenantId} and version = ${version} returning version`
            const current = yield* Effect.orDie(find(unit))
            if (changed.length > 0) return current
            return yield* new VersionConflict({ entity: "Tenant", id: tenantId, current: current.version })
          })
        ),
      setStatus: (status) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`update azals.tenant set status = ${status}, version = version + 1
              where tenant_id = ${unit.tenantId} and status <> ${status}`,
            Effect.orDie(find(unit))
          )
        )
    })
  )
)

const find = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Tenant,
    execute: () => sql`select tenant_id as id, name, siren, status, language, currency,
        cors_origins as "corsOrigins", version from azals.tenant where tenant_id = ${tenantId}`
  })(undefined)
