export { EventsForgotten } from "./EventsForgotten.ts"
export { EventPrefix, EventSeq, RecordedEvent } from "./RecordedEvent.ts"
export { readableContexts } from "./readableContexts.ts"
