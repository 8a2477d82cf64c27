import { Schema } from "effect"
import { EventSeq } from "./RecordedEvent.ts"

/**
 * Events after `after` are kept no more: whoever goes on from there has missed some. The oldest that is kept follows
 * the place `oldestAfter`.
 */
export class EventsForgotten extends Schema.TaggedError<EventsForgotten>()(
  "EventsForgotten",
  { after: EventSeq, oldestAfter: EventSeq },
  { httpApiStatus: 410 }
) {}
