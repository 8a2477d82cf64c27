import { Context, type Effect, type Option } from "effect"
import type { Language } from "../../domain/shared/Language.ts"
import type { Role } from "../../domain/shared/Permission.ts"
import type { ActorId, ActorKind, TenantId } from "../../domain/shared/TenantScope.ts"

/** What a valid credential says of its bearer. */
export interface Admitted {
  readonly tenantId: TenantId
  readonly tenantStatus: "active" | "suspended"
  readonly language: Language
  readonly corsOrigins: ReadonlyArray<string>
  readonly actorId: ActorId
  readonly actorKind: ActorKind
  readonly role: Role
  /** Permissions that the credential is narrowed to; none means all those of the role. */
  readonly scopes: Option.Option<ReadonlySet<string>>
  /** Seconds to wait when the minute's budget is spent; 0 while it is not. */
  readonly retryAfter: number
}

/** Turns a bearer token into a company and an actor, and counts the request. None: unknown, expired or revoked. */
export class Admission extends Context.Service<
  Admission,
  {
    readonly admit: (token: string) => Effect.Effect<Option.Option<Admitted>>
    /** Whether some company allows this browser origin (for a preflight, which carries no credential). */
    readonly allowsOrigin: (origin: string) => Effect.Effect<boolean>
  }
>()("azals/ports/platform/Admission") {}
