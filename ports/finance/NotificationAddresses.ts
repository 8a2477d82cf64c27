import { Context, type DateTime, type Effect, type Redacted } from "effect"
import type {
  NotificationAddress,
  NotificationAddressId
} from "../../domain/finance/notifications/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The addresses at which the company's providers deliver. Of the address itself, only its SHA-256 is stored. */
export class NotificationAddresses extends Context.Service<
  NotificationAddresses,
  {
    /** The newest first. */
    readonly ofConnection: (
      id: ConnectionId
    ) => Effect.Effect<ReadonlyArray<NotificationAddress>, never, TenantScope>
    readonly find: (id: NotificationAddressId) => Effect.Effect<NotificationAddress, NotFound, TenantScope>
    readonly add: (
      id: NotificationAddressId,
      connectionId: ConnectionId,
      address: Redacted.Redacted
    ) => Effect.Effect<void, never, TenantScope>
    /** Ends the connection's other addresses at that moment, unless they end before. */
    readonly endOthers: (
      keep: NotificationAddress,
      at: DateTime.Utc
    ) => Effect.Effect<void, never, TenantScope>
    readonly end: (id: NotificationAddressId, at: DateTime.Utc) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/NotificationAddresses") {}
