import { Context, type Effect, type Option } from "effect"
import type {
  NewOidcProvider,
  OidcProvider,
  OidcProviderId,
  OidcProviderRefused
} from "../../domain/platform/identity/model/index.ts"
import type { AlreadyExists, NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The identity providers whose tokens the acting company takes. An issuer and audience belong to one company. */
export class OidcProviders extends Context.Service<
  OidcProviders,
  {
    /** In the order of their ids, after `after`. */
    readonly list: (
      limit: number,
      after: Option.Option<OidcProviderId>
    ) => Effect.Effect<ReadonlyArray<OidcProvider>, never, TenantScope>
    readonly add: (
      id: OidcProviderId,
      provider: NewOidcProvider
    ) => Effect.Effect<OidcProvider, AlreadyExists | OidcProviderRefused, TenantScope>
    readonly remove: (id: OidcProviderId) => Effect.Effect<void, NotFound, TenantScope>
  }
>()("azals/ports/platform/OidcProviders") {}
