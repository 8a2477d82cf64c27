import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { AccountCode } from "../books/Account.ts"
import { EntryId, LineId, Party } from "../ledger/Entry.ts"
import { Balances } from "./TrialBalance.ts"

/** A movement of an account. `balance` is the account's after it, debit minus credit. */
export const LedgerMovement = Schema.Struct({
  lineId: LineId,
  entryId: EntryId,
  journal: Schema.String,
  number: Schema.Int,
  date: LocalDate,
  label: Schema.String,
  documentRef: Schema.NullOr(Schema.String),
  sourceEvent: Schema.NullOr(Schema.String),
  party: Schema.NullOr(Party),
  dueDate: Schema.NullOr(LocalDate),
  debit: MoneySum,
  credit: MoneySum,
  balance: MoneySum
}).annotate({ identifier: "LedgerMovement" })
export type LedgerMovement = typeof LedgerMovement.Type

const eur = (minor: bigint) => ({ minor, currency: EUR })

/** One account between two dates, or one party of it: opening, a page of its movements, closing. */
export const GeneralLedger = Schema.Struct({
  account: AccountCode,
  label: Schema.String,
  from: LocalDate,
  to: LocalDate,
  provisional: Schema.Boolean,
  ...Balances,
  items: Schema.Array(LedgerMovement),
  nextCursor: Schema.NullOr(Schema.String)
}).annotate({
  identifier: "GeneralLedger",
  examples: [
    {
      account: AccountCode.make("411"),
      label: "Clients",
      from: LocalDate.make("2026-01-01"),
      to: LocalDate.make("2026-01-31"),
      provisional: false,
      opening: eur(0n),
      debit: eur(12_000n),
      credit: eur(0n),
      closing: eur(12_000n),
      items: [
        {
          lineId: LineId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"),
          entryId: EntryId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f11"),
          journal: "VE",
          number: 1,
          date: LocalDate.make("2026-01-31"),
          label: "Facture F-2026-001",
          documentRef: "F-2026-001",
          sourceEvent: null,
          party: { code: "C001", label: "Dupont" },
          dueDate: LocalDate.make("2026-03-02"),
          debit: eur(12_000n),
          credit: eur(0n),
          balance: eur(12_000n)
        }
      ],
      nextCursor: null
    }
  ]
})
export type GeneralLedger = typeof GeneralLedger.Type

/** Where a general ledger goes on: by date, then in the order of posting. */
export const MovementCursor = Schema.Struct({ date: LocalDate, lineId: LineId })
export type MovementCursor = typeof MovementCursor.Type
