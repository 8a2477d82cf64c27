import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { EntryId } from "../ledger/Entry.ts"

/**
 * What must always be true of the books: debits equal credits, of all lines and of each entry; nothing waits on 471;
 * the parties of a control account (401, 411) add up to it; no number is missing.
 */
export const InvariantName = Schema.Literals([
  "debits-equal-credits",
  "entries-balance",
  "suspense-is-clear",
  "parties-equal-control-account",
  "numbers-without-holes"
])
export type InvariantName = typeof InvariantName.Type

/** One rule: how many offend, by how much in sum, and the first that does. */
export const Invariant = Schema.Struct({
  name: InvariantName,
  ok: Schema.Boolean,
  violations: Schema.Int,
  difference: MoneySum,
  first: Schema.NullOr(
    Schema.Struct({
      entryId: EntryId,
      journal: Schema.String,
      number: Schema.Int,
      date: LocalDate
    }).annotate({ identifier: "OffendingEntry" })
  )
}).annotate({ identifier: "Invariant" })
export type Invariant = typeof Invariant.Type

export const Invariants = Schema.Struct({ ok: Schema.Boolean, items: Schema.Array(Invariant) }).annotate({
  identifier: "Invariants",
  examples: [
    {
      ok: true,
      items: [
        {
          name: "debits-equal-credits",
          ok: true,
          violations: 0,
          difference: { minor: 0n, currency: EUR },
          first: null
        }
      ]
    }
  ]
})
export type Invariants = typeof Invariants.Type
