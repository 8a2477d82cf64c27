import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { Code } from "../../../../shared/Text.ts"
import { PostedEntry } from "../ledger/Entry.ts"

const JournalSums = {
  entries: Schema.Int,
  debit: MoneySum,
  credit: MoneySum
}

const eur = (minor: bigint) => ({ minor, currency: EUR })

/** What one journal recorded in one period, within the dates of the report. */
export const JournalPeriod = Schema.Struct({
  journal: Code,
  label: Schema.String,
  periodStarts: LocalDate,
  periodEnds: LocalDate,
  firstNumber: Schema.Int,
  lastNumber: Schema.Int,
  ...JournalSums
}).annotate({ identifier: "JournalPeriod" })
export type JournalPeriod = typeof JournalPeriod.Type

/** Every journal by period, with the totals of all. */
export const JournalTotals = Schema.Struct({
  from: LocalDate,
  to: LocalDate,
  totals: Schema.Struct(JournalSums),
  items: Schema.Array(JournalPeriod)
}).annotate({
  identifier: "JournalTotals",
  examples: [
    {
      from: LocalDate.make("2026-01-01"),
      to: LocalDate.make("2026-01-31"),
      totals: { entries: 1, debit: eur(12_000n), credit: eur(12_000n) },
      items: [
        {
          journal: "VE",
          label: "Ventes",
          periodStarts: LocalDate.make("2026-01-01"),
          periodEnds: LocalDate.make("2026-01-31"),
          firstNumber: 1,
          lastNumber: 1,
          entries: 1,
          debit: eur(12_000n),
          credit: eur(12_000n)
        }
      ]
    }
  ]
})
export type JournalTotals = typeof JournalTotals.Type

/** One journal between two dates in the order of its numbers; the totals cover every page. */
export const JournalReport = Schema.Struct({
  journal: Code,
  label: Schema.String,
  from: LocalDate,
  to: LocalDate,
  ...JournalSums,
  items: Schema.Array(PostedEntry),
  nextCursor: Schema.NullOr(Schema.String)
}).annotate({
  identifier: "JournalReport",
  examples: [
    {
      journal: "VE",
      label: "Ventes",
      from: LocalDate.make("2026-01-01"),
      to: LocalDate.make("2026-01-31"),
      entries: 0,
      debit: eur(0n),
      credit: eur(0n),
      items: [],
      nextCursor: null
    }
  ]
})
export type JournalReport = typeof JournalReport.Type
