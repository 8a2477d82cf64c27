import type { Effect } from "effect"
import type { TenantScope } from "../../../shared/TenantScope.ts"
import type { AskFailure, OpenConnection } from "../../providers/model/index.ts"
import type { Notification } from "./Notification.ts"
import type { Concern } from "./NotificationScheme.ts"

/**
 * What comes of a notification. `Apply`: `write` runs in the unit of work that marks it processed, unless a newer
 * version of the resource was applied before. `asOf` is the version that was read and grows with each change: the time
 * of its last update in microseconds, a sequence, or the rank of its state. A `write` that answers "not-yet" depends on
 * something of ours that is under way: the notification waits, and is worked at again.
 */
export type Application<R> =
  | {
      readonly _tag: "Apply"
      readonly asOf: bigint
      readonly write: Effect.Effect<void | "not-yet", never, R | TenantScope>
    }
  | { readonly _tag: "Ignored"; readonly reason: string }

/** What the business makes of notifications that are about one kind of thing. */
export interface NotificationApplier<R> {
  /** `<context>.<noun>`, as the providers' schemes name it. */
  readonly concern: string
  /**
   * Reads the resource again through a port; it changes nothing there. Outside any unit of work. The same version may
   * be applied again (replay): `write` is idempotent.
   */
  readonly read: (
    concern: Concern,
    connection: OpenConnection,
    notification: Notification
  ) => Effect.Effect<Application<R>, AskFailure, R | TenantScope>
}

/** Declares what is made of notifications about one kind of thing. */
export const notificationApplier = <R>(applier: NotificationApplier<R>): NotificationApplier<R> => applier
