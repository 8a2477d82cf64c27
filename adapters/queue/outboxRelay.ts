import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { OutboxLine } from "../../ports/platform/OutboxLine.ts"
import { everAgain } from "./everAgain.ts"

const batch = 500

/** Announces the events of the companies, in order: one of the workers does it for all. */
export const outboxRelayLayer = Singleton.make(
  "outbox/relay",
  Effect.gen(function* () {
    const line = yield* OutboxLine
    const drain = Effect.repeat(line.announce(batch), { while: (announced) => announced === batch })
    yield* everAgain("100 millis", drain)
  }).pipe(Effect.asVoid)
)
