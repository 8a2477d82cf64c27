import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { AccountCode } from "../books/Account.ts"
import { EntryId, LineId } from "../ledger/Entry.ts"

/** A line that waits on a suspense account (471): what is open of it, debit positive, and for how many days. */
export const SuspenseLine = Schema.Struct({
  lineId: LineId,
  entryId: EntryId,
  journal: Schema.String,
  number: Schema.Int,
  date: LocalDate,
  account: AccountCode,
  label: Schema.String,
  documentRef: Schema.NullOr(Schema.String),
  open: MoneySum,
  ageDays: Schema.Int
}).annotate({ identifier: "SuspenseLine" })
export type SuspenseLine = typeof SuspenseLine.Type

const eur = (minor: bigint) => ({ minor, currency: EUR })

/**
 * What waits on suspense at the end of a day, oldest first. Lettered lines and entries that were reversed by then are
 * gone. The balance and its ages cover every page.
 */
export const Suspense = Schema.Struct({
  at: LocalDate,
  balance: MoneySum,
  lines: Schema.Int,
  days0To30: MoneySum,
  days31To60: MoneySum,
  days61To90: MoneySum,
  over90: MoneySum,
  items: Schema.Array(SuspenseLine),
  nextCursor: Schema.NullOr(Schema.String)
}).annotate({
  identifier: "Suspense",
  examples: [
    {
      at: LocalDate.make("2026-01-31"),
      balance: eur(-4_200n),
      lines: 1,
      days0To30: eur(-4_200n),
      days31To60: eur(0n),
      days61To90: eur(0n),
      over90: eur(0n),
      items: [
        {
          lineId: LineId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"),
          entryId: EntryId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f11"),
          journal: "BQ",
          number: 7,
          date: LocalDate.make("2026-01-12"),
          account: AccountCode.make("471"),
          label: "VIR INST DUPONT",
          documentRef: null,
          open: eur(-4_200n),
          ageDays: 19
        }
      ],
      nextCursor: null
    }
  ]
})
export type Suspense = typeof Suspense.Type
