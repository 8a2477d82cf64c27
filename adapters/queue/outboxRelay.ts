import { Effect, Option } from "effect"
import { Singleton } from "effect/cluster"
import { spanOfTraceParent } from "../../domain/shared/TraceParent.ts"
import { type Announced, OutboxLine } from "../../ports/platform/OutboxLine.ts"
import { everAgain } from "./everAgain.ts"

const batch = 500

/** Announces the events of the companies, in order: one of the workers does it for all. */
export const outboxRelayLayer = Singleton.make(
  "outbox/relay",
  Effect.gen(function* () {
    const line = yield* OutboxLine
    const round = Effect.tap(line.announce(batch), noteInTraces)
    const drain = Effect.repeat(round, { while: ({ count }) => count === batch })
    yield* everAgain("100 millis", drain)
  }).pipe(Effect.asVoid)
)

/** One span in the trace of each request whose events have left; none where this worker does not trace. */
const noteInTraces = ({ byTraceParent }: Announced) =>
  Effect.forEach(
    Object.entries(byTraceParent),
    ([traceParent, events]) =>
      Option.match(spanOfTraceParent(traceParent), {
        onNone: () => Effect.void,
        onSome: (parent) =>
          Effect.withSpan(Effect.void, "outbox announce", {
            parent,
            kind: "producer",
            attributes: { "messaging.batch.message_count": events }
          })
      }),
    { discard: true }
  )
