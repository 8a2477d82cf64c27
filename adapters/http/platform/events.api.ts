import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { EventPrefix, EventSeq, RecordedEvent } from "../../../domain/platform/events/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { PageQuery } from "../contract/pages.ts"
import { EventsForgottenProblem } from "./events.problems.ts"
import { Requires, Streams } from "../contract/rules.ts"

const SeqFromString = Schema.NumberFromString.pipe(Schema.decodeTo(EventSeq))

const after = Schema.optional(
  SeqFromString.annotate({
    description:
      "Only events after this place; without it the live stream starts now, and the list with the oldest that is kept"
  })
)
const type = Schema.optional(EventPrefix)

const EventPage = Schema.Struct({
  items: Schema.Array(RecordedEvent),
  after: EventSeq
}).annotate({ identifier: "EventPage" })

export class EventsApi extends HttpApiGroup.make("events")
  .add(
    HttpApiEndpoint.get("events", "/events", {
      query: { after, type },
      headers: {
        "last-event-id": Schema.optional(
          SeqFromString.annotate({ description: "The id of the last event heard: goes before `after`" })
        )
      },
      success: HttpApiSchema.StreamSse({
        events: Schema.Struct({
          id: Schema.optional(Schema.String),
          event: Schema.String,
          data: Schema.fromJsonString(RecordedEvent)
        })
      }),
      error: EventsForgottenProblem
    })
      .annotate(Requires, "events:read")
      .annotate(Streams, true)
      .annotate(OpenApi.Summary, "Listen to the company's events as they happen, from now or after a place"),
    HttpApiEndpoint.get("listEvents", "/events/list", {
      query: { after, type, limit: PageQuery.limit },
      success: EventPage,
      error: EventsForgottenProblem
    })
      .annotate(Requires, "events:read")
      .annotate(OpenApi.Summary, "List the company's events after a place, the oldest first")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Events")
  .annotate(OpenApi.Description, "What happened in the company, live or page by page") {}
