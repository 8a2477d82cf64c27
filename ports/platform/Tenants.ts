import { Context, type Effect } from "effect"
import type { Tenant, TenantChange } from "../../domain/platform/tenancy/model/index.ts"
import type { VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The acting company itself. */
export class Tenants extends Context.Service<
  Tenants,
  {
    readonly current: Effect.Effect<Tenant, never, TenantScope>
    readonly open: (
      company: Pick<Tenant, "name" | "siren" | "language" | "currency">
    ) => Effect.Effect<Tenant, never, TenantScope>
    readonly change: (
      version: number,
      change: TenantChange
    ) => Effect.Effect<Tenant, VersionConflict, TenantScope>
    readonly setStatus: (status: Tenant["status"]) => Effect.Effect<Tenant, never, TenantScope>
  }
>()("azals/ports/platform/Tenants") {}
