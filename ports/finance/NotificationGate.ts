import { Context, type Effect, type Option, type Redacted } from "effect"
import type { DecodedNotification } from "../../domain/finance/notifications/model/index.ts"
import type { ConnectionId, ProviderName } from "../../domain/finance/providers/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** Whose address it is. */
export interface AddressOwner {
  readonly tenantId: TenantId
  readonly connectionId: ConnectionId
  readonly connectionVersion: number
  readonly provider: ProviderName
}

/** A proven notification, with the version of the connection whose secret proved it. */
export interface ProvenNotification {
  readonly id: string
  readonly connectionVersion: number
  readonly decoded: DecodedNotification
  readonly body: Uint8Array
}

/**
 * Where notifications come in, without a credential: the company is that of the address, found by the database alone.
 */
export class NotificationGate extends Context.Service<
  NotificationGate,
  {
    /** None: unknown, or ended. */
    readonly admit: (address: Redacted.Redacted) => Effect.Effect<Option.Option<AddressOwner>>
    /**
     * Keeps it in the inbox, committed when this answers; a worker unloads it (`NotificationLine`). `stale`: the address or the connection has changed since the proof was
     * checked; nothing was kept.
     */
    readonly receive: (
      address: Redacted.Redacted,
      notification: ProvenNotification
    ) => Effect.Effect<"received" | "stale">
  }
>()("azals/ports/finance/NotificationGate") {}
