import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { ConnectionId } from "../../providers/model/index.ts"

export const JournalEventId = Uuid.pipe(Schema.brand("JournalEventId"))
export type JournalEventId = typeof JournalEventId.Type

/**
 * A fact of the financer's journal, kept once. `waiting`: it belongs in the books and is not there yet, `obstacle` says
 * why. `none`: no entry follows from it.
 */
export const JournalEvent = Schema.Struct({
  id: JournalEventId,
  connectionId: ConnectionId,
  advanceReference: Schema.String.annotate({ examples: ["3f0f6b9c"] }),
  kind: Schema.String.annotate({
    description: "The financer's own word",
    examples: ["LOAN_DISBURSEMENT_PAID"]
  }),
  at: Instant,
  principal: Schema.NullOr(Money),
  fees: Schema.NullOr(Money),
  posting: Schema.Literals(["waiting", "posted", "none"]),
  obstacle: Schema.NullOr(Schema.String).annotate({
    description: "Why it is not in the books yet: the type of the problem that posting it would give",
    examples: ["NoPostingRule"]
  })
}).annotate({
  identifier: "FinancingJournalEvent",
  examples: [
    {
      id: JournalEventId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      advanceReference: "3f0f6b9c",
      kind: "LOAN_DISBURSEMENT_PAID",
      at: DateTime.makeUnsafe("2026-02-03T12:00:00Z"),
      principal: { minor: 40_000n, currency: EUR },
      fees: null,
      posting: "posted",
      obstacle: null
    }
  ]
})
export type JournalEvent = typeof JournalEvent.Type
