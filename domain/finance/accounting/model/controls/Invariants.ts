import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { EntryId } from "../ledger/Entry.ts"

/**
 * What must always be true of the books: debits equal credits, of all lines and of each entry; nothing waits on 471;
 * the parties of a control account (401, 411) add up to it; no number is missing; a bank account's lines add up to its
 * ledger account (512).
 */
export const InvariantName = Schema.Literals([
  "debits-equal-credits",
  "entries-balance",
  "suspense-is-clear",
  "parties-equal-control-account",
  "numbers-without-holes",
  "bank-equals-books"
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
}).annotate({
  identifier: "Invariant",
  examples: [
    {
      name: "debits-equal-credits",
      ok: true,
      violations: 0,
      difference: { minor: 0n, currency: EUR },
      first: null
    }
  ]
})
export type Invariant = typeof Invariant.Type
