import { Context, type DateTime, type Duration, type Effect, type Option } from "effect"
import type {
  ExpectedNotification,
  Notification,
  NotificationId,
  NotificationNote,
  NotificationRange,
  NotificationState
} from "../../domain/finance/notifications/model/index.ts"
import type { ConnectionId, ProviderName } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface NotificationsWanted {
  readonly state: Option.Option<NotificationState>
  readonly connectionId: Option.Option<ConnectionId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<NotificationId>
  readonly limit: number
}

/** How an attempt ended. `Failed` without a pause is the last attempt. */
export type NotificationEnd =
  | { readonly _tag: "Processed" }
  | { readonly _tag: "Ignored"; readonly note: NotificationNote }
  | {
      readonly _tag: "Failed"
      readonly note: NotificationNote
      readonly pause: Duration.Duration | undefined
    }

/** A notification that never came. */
export interface MissedNotification extends Pick<ExpectedNotification, "occurredAt" | "resourceId" | "type"> {
  readonly id: NotificationId
  readonly eventId: string
}

/** What the company's providers have notified. */
export class Notifications extends Context.Service<
  Notifications,
  {
    readonly list: (
      wanted: NotificationsWanted
    ) => Effect.Effect<ReadonlyArray<Notification>, never, TenantScope>
    /** The bytes that were delivered and proven; none once they are forgotten, or of one that never came. */
    readonly told: (id: NotificationId) => Effect.Effect<Option.Option<Uint8Array>, never, TenantScope>
    readonly byId: (id: NotificationId) => Effect.Effect<Notification, NotFound, TenantScope>
    /** Those of the connection whose time has come, the oldest first. */
    readonly due: (
      id: ConnectionId,
      limit: number
    ) => Effect.Effect<ReadonlyArray<Notification>, never, TenantScope>
    /** Conditional on their not having ended: answers those that ended now or wait again. */
    readonly end: (
      ids: ReadonlyArray<NotificationId>,
      end: NotificationEnd
    ) => Effect.Effect<ReadonlyArray<NotificationId>, never, TenantScope>
    /** Puts an ended one back in the line, with all its attempts before it; none when it had not ended. */
    readonly replay: (id: NotificationId) => Effect.Effect<Option.Option<Notification>, NotFound, TenantScope>
    /** The same for a range, `limit` at most, the oldest first. Answers how many. */
    readonly replayRange: (
      range: NotificationRange,
      limit: number
    ) => Effect.Effect<number, never, TenantScope>
    /** Keeps what never came; what came meanwhile stays as it is. Answers how many were kept. */
    readonly keepMissed: (
      connection: { readonly id: ConnectionId; readonly provider: ProviderName },
      missed: ReadonlyArray<MissedNotification>
    ) => Effect.Effect<number, never, TenantScope>
    readonly scannedUntil: (
      id: ConnectionId
    ) => Effect.Effect<Option.Option<DateTime.Utc>, never, TenantScope>
    readonly setScannedUntil: (
      id: ConnectionId,
      until: DateTime.Utc
    ) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/Notifications") {}
