import type { DateTime } from "effect"

/** Something that a provider should have notified, in the words that its notifications use. */
export interface ExpectedNotification {
  /** The provider's id of the event, where it keeps a log of them. Null: `asOf` tells whether it is missing. */
  readonly eventId: string | null
  readonly type: string
  readonly resourceId: string
  readonly occurredAt: DateTime.Utc | null
  /** The version of the resource: missing when what was applied of it is older. See `Application`. */
  readonly asOf: bigint | null
}
