// chart of accounts and FEC
export * from "./chart/Pcg2026.ts"
export * from "./chart/ChartClass.ts"

// books
export { Account, AccountChange, AccountCode, AccountId, NewAccount } from "./books/Account.ts"
export { Journal, JournalId, JournalKind, NewJournal } from "./books/Journal.ts"
export {
  FiscalYear,
  FiscalYearId,
  monthsOf,
  moved,
  NewFiscalYear,
  Period,
  PeriodId,
  PeriodState
} from "./books/Period.ts"
export { NewVatCode, VatCode } from "./books/VatCode.ts"

// ledger
export {
  Draft,
  EntryId,
  EntryLine,
  LineId,
  NewEntry,
  Party,
  PostedEntry,
  PostedLine
} from "./ledger/Entry.ts"
export {
  NoFiscalYear,
  PeriodClosed,
  UnbalancedEntry,
  UnknownVatCodes,
  UnusableAccounts,
  WrongCurrency
} from "./ledger/errors.ts"
export {
  checkEntry,
  type EntryRefusal,
  type PostingContext,
  reversedLines,
  sideOf
} from "./ledger/checkEntry.ts"
