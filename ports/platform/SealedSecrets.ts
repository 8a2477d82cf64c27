import { Context, type Effect, type Redacted } from "effect"
import type { SealBroken, VaultClosed } from "../../domain/platform/secrets/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/**
 * Whose secrets they are: a row of the company, and the environment that they are for. A sealed secret is bound to
 * all of it, to its company and to its own name: anywhere else it does not open.
 */
export interface SecretOwner {
  readonly kind: string
  readonly id: string
  readonly environment: string
}

export type Secrets = Readonly<Record<string, Redacted.Redacted>>

/**
 * Secrets at rest, by envelope encryption: sealed under a key of the company, which is wrapped by a master key of the
 * service. Values come back redacted, and leave this port for the time of a call only.
 */
export class SealedSecrets extends Context.Service<
  SealedSecrets,
  {
    /** Seals these secrets in place of all that the owner had. */
    readonly seal: (owner: SecretOwner, secrets: Secrets) => Effect.Effect<void, VaultClosed, TenantScope>
    /** Destroys all that the owner had. */
    readonly forget: (owner: SecretOwner) => Effect.Effect<void, never, TenantScope>
    readonly open: (owner: SecretOwner) => Effect.Effect<Secrets, SealBroken | VaultClosed, TenantScope>
    /** Wraps the company's keys again, under the current master key. Answers how many were under another. */
    readonly rewrap: Effect.Effect<number, VaultClosed, TenantScope>
    /** Gives the company a new key, seals everything again under it and destroys the old ones. Answers how many. */
    readonly renew: Effect.Effect<number, SealBroken | VaultClosed, TenantScope>
  }
>()("azals/ports/platform/SealedSecrets") {}
