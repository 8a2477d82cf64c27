import { Context, Effect, Schema } from "effect"
import type { Permission } from "./Permission.ts"
import { Uuid } from "./Uuid.ts"

export const TenantId = Uuid.pipe(Schema.brand("TenantId"))
export type TenantId = typeof TenantId.Type

export const ActorId = Uuid.pipe(Schema.brand("ActorId"))
export type ActorId = typeof ActorId.Type

/** Who acts: a person by OIDC, a machine by API key, or the service itself on a stored request. */
export const ActorKind = Schema.Literals(["user", "api_key", "system"])
export type ActorKind = typeof ActorKind.Type

/**
 * Who acts, for which company, with which rights. Each store, provider and use-case method asks its caller for
 * it; no layer captures it. Only the credential check and a queue consumer build one.
 *
 * @effect-leakable-service
 */
export class TenantScope extends Context.Service<
  TenantScope,
  {
    readonly tenantId: TenantId
    readonly actorId: ActorId
    readonly actorKind: ActorKind
    readonly permissions: ReadonlySet<Permission>
    /** Ties the audit rows, events, logs and traces of one request together. */
    readonly requestId: string
  }
>()("azals/shared/TenantScope") {}

/** The same work with these rights alone, whoever asked for it: what a stored request may do is what its kind says. */
export const withRights =
  (permissions: ReadonlyArray<Permission>) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | TenantScope> =>
    Effect.updateService(work, TenantScope, (scope) => ({ ...scope, permissions: new Set(permissions) }))
