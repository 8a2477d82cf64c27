import { Context, Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
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

/**
 * How near a year is to its closing: `result` is what classes 6 and 7 show by now, a profit positive. `integrity` is
 * `verified` when the chain and the balance of each entry were looked at now; for a year of many entries the job that
 * closes it does that (`with-closing`), and closes nothing where they are broken.
 */
export const ClosingState = Schema.Struct({
  fiscalYear: FiscalYear,
  ready: Schema.Boolean,
  integrity: Schema.Literals(["verified", "with-closing"]),
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
      integrity: "verified",
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

/** Closes a fiscal year that has too many entries for one request. */
export const closeYearKind = jobKind({
  name: "accounting.close-fiscal-year",
  payload: Schema.Struct({ fiscalYearId: FiscalYearId, version: Schema.Int }),
  permissions: ["accounting:lock"],
  maxAttempts: 5
})

/**
 * Up to how many entries of the year, and of it and all years before, a closing fits into one request; above, it is a
 * job. Measured: see `bench/verification`.
 */
export const ClosingVolume = Context.Reference<{ readonly year: number; readonly all: number }>(
  "azals/finance/ClosingVolume",
  { defaultValue: () => ({ year: 10_000, all: 100_000 }) }
)

/** The year cannot be closed yet: everything that must be settled first. */
export class YearNotReady extends Schema.TaggedError<YearNotReady>()(
  "YearNotReady",
  { fiscalYearId: FiscalYearId, blockers: Schema.Array(Blocker) },
  { httpApiStatus: 409 }
) {}
