import { DateTime } from "effect"
import type { RecordedEvent } from "../../events/model/index.ts"

/**
 * The body of an event's deliveries: `type`, `timestamp` and `data` as Standard Webhooks advises, with the event's id,
 * place and subject. The same bytes at each attempt.
 */
export const messageOf = ({ at, entityId, id, payload, seq, type }: RecordedEvent): string =>
  JSON.stringify({ type, timestamp: DateTime.formatIso(at), id, seq, entityId, data: payload })
