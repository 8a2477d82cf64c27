import { Context, type Effect } from "effect"
import type { ApiKey, ApiKeyId, ApiKeySecret, NewApiKey } from "../../domain/platform/identity/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The API keys of the acting company. Of a secret, only its prefix and its SHA-256 are stored. */
export class ApiKeys extends Context.Service<
  ApiKeys,
  {
    readonly add: (
      id: ApiKeyId,
      key: NewApiKey,
      secret: ApiKeySecret
    ) => Effect.Effect<ApiKey, never, TenantScope>
  }
>()("azals/ports/platform/ApiKeys") {}
