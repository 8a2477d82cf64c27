import { Context, type Effect, type Option } from "effect"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** Where the keys are that sign the tokens of one company: its own issuer and audience. */
export interface KeySet {
  readonly tenantId: TenantId
  readonly audience: string
  readonly jwksUrl: string
}

/**
 * Checks an OpenID Connect token: signature against the key set of the company that its issuer and audience belong
 * to, issuer, audience, and times. None when anything is wrong, or when they name no company, or several.
 */
export class TokenVerifier extends Context.Service<
  TokenVerifier,
  {
    readonly verify: (
      token: string,
      keySetOf: (issuer: string, audiences: ReadonlyArray<string>) => Effect.Effect<Option.Option<KeySet>>
    ) => Effect.Effect<Option.Option<{ readonly tenantId: TenantId; readonly subject: string }>>
  }
>()("azals/ports/platform/TokenVerifier") {}
