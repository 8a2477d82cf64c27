import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { FiscalYear, FiscalYearId } from "../books/Period.ts"
import { EntryId } from "../ledger/Entry.ts"

/** What stands between a fiscal year and its closing. */
export const BlockerKind = Schema.Literals([
  "previous-year-open",
  "next-year-missing",
  "next-year-has-opening-balances",
  "opening-journal-missing",
  "result-account-missing",
  "drafts",
  "periods-open",
  "suspense-not-clear",
  "class-8-not-balanced",
  "debits-differ-from-credits",
  "entries-unbalanced",
  "parties-differ-from-control-account",
  "chain-broken"
])
export type BlockerKind = typeof BlockerKind.Type

/** `count` is how many drafts, periods, accounts or entries; `details` names the first of them. */
export const Blocker = Schema.Struct({
  kind: BlockerKind,
  count: Schema.Int,
  details: Schema.Array(Schema.String)
}).annotate({
  identifier: "ClosingBlocker",
  examples: [{ kind: "drafts", count: 1, details: ["Facture F-2026-001"] }]
})
export type Blocker = typeof Blocker.Type

/** How near a year is to its closing: `result` is what classes 6 and 7 show by now, a profit positive. */
export const ClosingState = Schema.Struct({
  fiscalYear: FiscalYear,
  ready: Schema.Boolean,
  result: MoneySum,
  blockers: Schema.Array(Blocker)
}).annotate({
  identifier: "ClosingState",
  examples: [
    {
      fiscalYear: {
        id: FiscalYearId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"),
        starts: LocalDate.make("2026-01-01"),
        ends: LocalDate.make("2026-12-31"),
        state: "open",
        version: 1
      },
      ready: false,
      result: { minor: 10_000n, currency: EUR },
      blockers: [{ kind: "drafts", count: 1, details: ["Facture F-2026-001"] }]
    }
  ]
})
export type ClosingState = typeof ClosingState.Type

/** A closed year, its result (a profit positive), and the entry that opens the next one: null when nothing is carried. */
export const ClosedYear = Schema.Struct({
  fiscalYear: FiscalYear,
  result: MoneySum,
  openingEntry: Schema.NullOr(
    Schema.Struct({
      id: EntryId,
      journal: Schema.String,
      number: Schema.Int,
      date: LocalDate,
      lines: Schema.Int
    })
  )
}).annotate({
  identifier: "ClosedYear",
  examples: [
    {
      fiscalYear: {
        id: FiscalYearId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"),
        starts: LocalDate.make("2026-01-01"),
        ends: LocalDate.make("2026-12-31"),
        state: "closed",
        version: 2
      },
      result: { minor: 10_000n, currency: EUR },
      openingEntry: {
        id: EntryId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f11"),
        journal: "AN",
        number: 1,
        date: LocalDate.make("2027-01-01"),
        lines: 12
      }
    }
  ]
})
export type ClosedYear = typeof ClosedYear.Type

/** The year cannot be closed yet: everything that must be settled first. */
export class YearNotReady extends Schema.TaggedError<YearNotReady>()(
  "YearNotReady",
  { fiscalYearId: FiscalYearId, blockers: Schema.Array(Blocker) },
  { httpApiStatus: 409 }
) {}
