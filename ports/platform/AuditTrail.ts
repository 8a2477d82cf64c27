import { Context, type DateTime, type Effect, type Option } from "effect"
import type { AuditCursor, AuditEntry, AuditHead } from "../../domain/platform/audit/model/index.ts"
import type { LinkVerdict } from "../../domain/shared/HashChain.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

export interface AuditFilter {
  readonly entity?: string | undefined
  readonly entityId?: string | undefined
  readonly actor?: ActorId | undefined
  readonly requestId?: string | undefined
  /** From this moment on, and before that one. */
  readonly from?: DateTime.Utc | undefined
  readonly to?: DateTime.Utc | undefined
}

/** What was changed in the acting company, by whom. The stores write it by themselves: nobody can forget to. */
export class AuditTrail extends Context.Service<
  AuditTrail,
  {
    /** The newest first, before the entry `before`. */
    readonly list: (
      filter: AuditFilter,
      limit: number,
      before: Option.Option<number>
    ) => Effect.Effect<ReadonlyArray<AuditEntry>, never, TenantScope>
    /** Where the chain ends by now. */
    readonly head: Effect.Effect<AuditHead, never, TenantScope>
    /** Recomputes the entries behind `after` up to `to`. */
    readonly links: (range: {
      readonly after: AuditCursor
      readonly to: number
    }) => Effect.Effect<LinkVerdict, never, TenantScope>
  }
>()("azals/ports/platform/AuditTrail") {}
