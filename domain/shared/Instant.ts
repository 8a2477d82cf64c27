import { DateTime, Schema } from "effect"

/** A moment in UTC, as ISO 8601 on the wire: `2026-11-22T14:05:00.000Z`. */
export const Instant = Schema.DateTimeUtcFromString.annotate({
  description: "A moment in UTC, ISO 8601",
  examples: [DateTime.makeUnsafe("2026-11-22T14:05:00Z")]
})
