// chart of accounts and FEC
export * from "./chart/Pcg2026.ts"
export * from "./chart/ChartClass.ts"
export * from "./fec/FecChecker.ts"
export * from "./fec/FecDescription.ts"
export * from "./fec/FecExport.ts"
export * from "./fec/FecFileName.ts"
export { fecFindingLimit, type FecFinding } from "./fec/FecFindings.ts"
export * from "./fec/FecFormat.ts"
export * from "./fec/FecLine.ts"
export { cleanFecText, fecTextLimit, type FecCleanedText } from "./fec/FecCleanText.ts"
export {
  fecPreviewLimit,
  type FecPreview,
  type FecPreviewAccount,
  type FecPreviewAuxiliary,
  type FecTally
} from "./fec/FecPreview.ts"
export * from "./fec/FecReader.ts"
export { fecMessage, fecRules, type FecLanguage, type FecLevel, type FecRuleId } from "./fec/FecRule.ts"
export * from "./fec/FecWriter.ts"

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
  forMirror,
  type PostingContext,
  reversedLines,
  sideOf
} from "./ledger/checkEntry.ts"

// lettering
export { LetteredPart, Lettering, letteringCode, LetteringId, NewLettering } from "./lettering/Lettering.ts"
export {
  ExchangeJournalMissing,
  LetteringUnbalanced,
  LinesDoNotMatch,
  MoreThanOpen
} from "./lettering/errors.ts"
export { type Match, matchLines, type OpenLine } from "./lettering/matchLines.ts"
// reports
export { AgedBalance, AgedParty, ThirdParties } from "./reports/AgedBalance.ts"
export { GeneralLedger, LedgerMovement, MovementCursor } from "./reports/GeneralLedger.ts"
export { JournalPeriod, JournalReport, JournalTotals } from "./reports/JournalReport.ts"
export { DatesOutsideYear, ReportSpan } from "./reports/ReportSpan.ts"
export {
  AccountBalance,
  BankBalances,
  ClassBalance,
  TrialBalance,
  type TrialBalancePart
} from "./reports/TrialBalance.ts"

// posting
export {
  EventType,
  NewPostingRule,
  PostingRule,
  PostingRuleChange,
  PostingRuleId,
  ProposedRule
} from "./posting/PostingRule.ts"
export {
  EventItem,
  FinancialEvent,
  FinancialEventId,
  KeptEvent,
  sameEvent
} from "./posting/FinancialEvent.ts"
export {
  CurrencyPairApart,
  EventDiffers,
  NoPostingRule,
  NothingToPost,
  NoVatAccount,
  SeveralJournals
} from "./posting/errors.ts"
export { entryOfEvent, type MappingRefusal } from "./posting/entryOfEvent.ts"
export { ruleFor, withProposed } from "./posting/ruleFor.ts"
export { samePosting } from "./posting/samePosting.ts"
// controls
export { Invariant, InvariantName } from "./controls/Invariants.ts"
export { Suspense, SuspenseLine } from "./controls/Suspense.ts"
export {
  ChainHead,
  chainsOf,
  ChainWalk,
  LinksCursor,
  type LinkRange,
  type RangeVerdict,
  rangesOf,
  walked,
  walkOf
} from "./controls/ChainWalk.ts"
export { LedgerVerification, Verification, verified, type VerifiedChain } from "./controls/Verification.ts"
export { verifyLedgerKind, WholeVerification } from "./controls/verifyLedgerKind.ts"

// closing
export { blockersOf, type ClosingFacts, offencesOf, openPeriodsOf } from "./closing/blockers.ts"
export { blockerTexts } from "./closing/blockerTexts.ts"
export { closingIntegrity, closingStarts, type LineTotals } from "./closing/closingIntegrity.ts"
export { type CarriedBalance, carryForward } from "./closing/carryForward.ts"
export {
  HistoryExists,
  NotBalanceSheet,
  OpeningBalances,
  OpeningJournalMissing
} from "./closing/OpeningBalances.ts"
export {
  type Blocker,
  ClosedYear,
  ClosingState,
  ClosingVolume,
  closeYearKind,
  YearNotReady
} from "./closing/Closing.ts"

// spreads
export {
  Instalment,
  NewSpread,
  Prorata,
  Spread,
  SpreadId,
  SpreadKind,
  spreadMoved,
  SpreadPlan,
  SpreadState
} from "./spreads/Spread.ts"
export { SpreadTooSmall } from "./spreads/errors.ts"
export { entryOfInstalment, instalmentsOf } from "./spreads/instalmentsOf.ts"
// import of a foreign FEC
export {
  commitFecKind,
  FecImport,
  FecImportId,
  FecImportState,
  fecImportTransitions,
  undoFecKind
} from "./fecImport/FecImport.ts"
export { FecImportPreview, importPreviewOf } from "./fecImport/FecImportPreview.ts"
export { FecDryRun } from "./fecImport/FecDryRun.ts"
export { FecMapping, FecMappingChange, UnknownFecCodes } from "./fecImport/FecMapping.ts"
export { FecRefusal, fecRefusal, FecUndoRefused } from "./fecImport/FecRefusal.ts"
export { type FecImportEntry, entryOfFec, labelFrom, mappingIndex } from "./fecImport/entryOfFec.ts"
export { type FecLineRef, type LetterGroup, LetterGroups } from "./fecImport/letterGroups.ts"
export { changedMapping, proposeMapping } from "./fecImport/proposeMapping.ts"

// analytics
export {
  Axis,
  AxisChange,
  AxisId,
  NewAxis,
  NewSection,
  Section,
  SectionAmount,
  SectionChange,
  SectionId,
  type SectionSpan
} from "./analytics/Axis.ts"
export { MissingSections, UnusableSections } from "./analytics/errors.ts"
