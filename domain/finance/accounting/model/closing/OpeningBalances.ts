import { Schema } from "effect"
import { EUR } from "../../../../shared/Money.ts"
import { AccountCode } from "../books/Account.ts"
import { FiscalYearId } from "../books/Period.ts"
import { EntryLine } from "../ledger/Entry.ts"

/** The balances that a company brings along, for the first day of its first fiscal year here. */
export const OpeningBalances = Schema.Struct({
  fiscalYearId: FiscalYearId,
  lines: Schema.Array(EntryLine).check(Schema.isMinLength(2), Schema.isMaxLength(10_000))
}).annotate({
  identifier: "OpeningBalances",
  examples: [
    {
      fiscalYearId: FiscalYearId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"),
      lines: [
        { account: AccountCode.make("512"), debit: { minor: 150_000n, currency: EUR } },
        { account: AccountCode.make("101"), credit: { minor: 150_000n, currency: EUR } }
      ]
    }
  ]
})
export type OpeningBalances = typeof OpeningBalances.Type

/** Only balance sheet accounts (classes 1 to 5) open a year: the others begin at zero. */
export class NotBalanceSheet extends Schema.TaggedError<NotBalanceSheet>()(
  "NotBalanceSheet",
  { accounts: Schema.Array(AccountCode) },
  { httpApiStatus: 422 }
) {}

/** The company kept books before this year: its closing carries the balances. */
export class HistoryExists extends Schema.TaggedError<HistoryExists>()(
  "HistoryExists",
  { fiscalYearId: FiscalYearId, earlierEntries: Schema.Int },
  { httpApiStatus: 409 }
) {}

/** The company has no journal of kind `opening`. */
export class OpeningJournalMissing extends Schema.TaggedError<OpeningJournalMissing>()(
  "OpeningJournalMissing",
  {},
  { httpApiStatus: 409 }
) {}
