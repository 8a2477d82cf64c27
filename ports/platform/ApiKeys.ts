import { Context, type DateTime, type Effect, type Option } from "effect"
import type { ApiKey, ApiKeyId, ApiKeySecret, NewApiKey } from "../../domain/platform/identity/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The API keys of the acting company. Of a secret, only its prefix and its SHA-256 are stored. */
export class ApiKeys extends Context.Service<
  ApiKeys,
  {
    /** In the order of their ids, after `after`. */
    readonly list: (
      limit: number,
      after: Option.Option<ApiKeyId>
    ) => Effect.Effect<ReadonlyArray<ApiKey>, never, TenantScope>
    readonly find: (id: ApiKeyId) => Effect.Effect<ApiKey, NotFound, TenantScope>
    /** The key, which nobody else changes until the unit ends. */
    readonly hold: (id: ApiKeyId) => Effect.Effect<ApiKey, NotFound, TenantScope>
    readonly add: (
      id: ApiKeyId,
      key: NewApiKey,
      secret: ApiKeySecret
    ) => Effect.Effect<ApiKey, never, TenantScope>
    readonly replace: (
      id: ApiKeyId,
      by: ApiKeyId,
      ends: DateTime.Utc
    ) => Effect.Effect<void, never, TenantScope>
    readonly revoke: (id: ApiKeyId, at: DateTime.Utc) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/platform/ApiKeys") {}
