import { Context, type Effect } from "effect"
import type { TenantEntry } from "../../domain/platform/tenancy/model/index.ts"

/** Every company of the service by id, name and status: for its operators, never for a route. */
export class TenantDirectory extends Context.Service<
  TenantDirectory,
  { readonly all: Effect.Effect<ReadonlyArray<TenantEntry>> }
>()("azals/ports/platform/TenantDirectory") {}
