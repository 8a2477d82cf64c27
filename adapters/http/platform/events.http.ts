import { Effect, Schema, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { RecordedEvent } from "../../../domain/platform/events/model/index.ts"
import {
  type Heard,
  listEvents,
  listenToEvents,
  startOfListening
} from "../../../domain/platform/events/usecases/index.ts"
import { Api } from "../Api.ts"
import { HostStopping } from "../server/request.ts"

export const eventsHandlers = HttpApiBuilder.group(Api, "events", (handlers) =>
  handlers.handleAll({
    events: ({ headers, query }) =>
      Effect.gen(function* () {
        const start = yield* startOfListening(headers["last-event-id"] ?? query.after)
        const frames = Stream.mapEffect(listenToEvents(start, query.type), frameOf)
        const body = Stream.concat(Stream.make("retry: 1000\n\n"), frames).pipe(
          Stream.interruptWhen(yield* HostStopping)
        )
        return HttpServerResponse.stream(
          Stream.provideContext(Stream.encodeText(body), yield* Effect.context<StreamContext<typeof body>>()),
          { contentType: "text/event-stream", headers: { "x-accel-buffering": "no" } }
        )
      }),
    listEvents: ({ query: { after, limit, type } }) => listEvents({ after, limit: limit ?? 50, prefix: type })
  })
)

type StreamContext<S> = S extends Stream.Stream<infer _A, infer _E, infer R> ? R : never

/** One message of the stream (WHATWG HTML, section 9.2); quiet is a comment, which keeps the connection open. */
const frameOf = (heard: Heard) =>
  heard._tag === "Quiet"
    ? Effect.succeed(": quiet\n\n")
    : Effect.map(Effect.orDie(encode(heard.event)), (data) => {
        const { seq, type } = heard.event
        return `id: ${seq}\nevent: ${type}\ndata: ${data}\n\n`
      })

const encode = Schema.encodeEffect(Schema.fromJsonString(RecordedEvent))
