import { Context, type Effect, type Option } from "effect"
import type { Actor } from "../../domain/platform/identity/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The acting person or machine, looked up again: none once it is disabled, revoked, expired, or its company is
 * suspended. Work that goes on for long asks, because the credential was checked at its start only. */
export class Actors extends Context.Service<
  Actors,
  { readonly current: Effect.Effect<Option.Option<Actor>, never, TenantScope> }
>()("azals/ports/platform/Actors") {}
