import { Context, type Effect } from "effect"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A connection that has something to do. */
export interface ConnectionPointer {
  readonly tenantId: TenantId
  readonly connectionId: ConnectionId
}

/** Which connections have notifications to work at, or are to be searched for gaps: all that the engine knows. */
export class NotificationLine extends Context.Service<
  NotificationLine,
  {
    /**
     * Moves what came in, at most a batch, from the inbox to its company, where a second delivery only counts. Answers
     * whether there may be more.
     */
    readonly unload: Effect.Effect<boolean>
    readonly due: Effect.Effect<ReadonlyArray<ConnectionPointer>>
    /** Those to be searched now; they come again after a quarter of an hour. */
    readonly takeScans: (limit: number) => Effect.Effect<ReadonlyArray<ConnectionPointer>>
  }
>()("azals/ports/finance/NotificationLine") {}
