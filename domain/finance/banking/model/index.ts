export { decimal } from "./amounts.ts"
export {
  type ContinuityBreak,
  continuityBreaks,
  spanOf,
  statementBreak,
  type StatementSpan
} from "./continuity.ts"
export { detectFormat, type FormatFamily } from "./detectFormat.ts"
export { type KeyedLine, keyedLines, lineKey } from "./lineKey.ts"
export { limits } from "./limits.ts"
export { matchPending, type MovementFacts, type PendingMatch, settlementDays } from "./matchPending.ts"
export type {
  Balance,
  Counterparty,
  LineDetail,
  LineStatus,
  OtherBalance,
  ParsedFile,
  ParsedLine,
  ParsedStatement,
  References,
  StatementFormat
} from "./ParsedStatement.ts"
export { parseStatements } from "./parseStatements.ts"
export {
  type ImportPlan,
  type KnownLine,
  type KnownStatements,
  planImport,
  type Settlement
} from "./planImport.ts"
export { accountKey, accountOfText, bankAccountOf, type StatementAccount } from "./StatementAccount.ts"
export { type Json, problemJson, toJson } from "./statementJson.ts"
export type { Language } from "./statementMessages.ts"
export { problemMessage, type ProblemRule, StatementProblem } from "./StatementProblem.ts"
export { type StatementWarning, type WarningRule, warningMessage } from "./StatementWarning.ts"

// what the company keeps
export { agreementOf, BankAgreement, bankInvariant, type BankPosition } from "./books/BankAgreement.ts"
export {
  BankAccount,
  BankAccountChange,
  BankAccountId,
  type FedAccount,
  type FeedSource
} from "./books/BankAccount.ts"
export { absolute, bankEntry } from "./books/bankEntry.ts"
export {
  BankDaysNotCovered,
  type CoveredSpan,
  dailyBalances,
  type DayBalance,
  type ValueDatedMoves
} from "./books/ValueDatedBalance.ts"
export { BankLine, BankLineId, BankLinePosting, BankLineState, suspenseAccount } from "./books/BankLine.ts"
export { bankLineStep } from "./books/bankLineStep.ts"
export {
  BalanceBreak,
  BankAccountNotLinked,
  BooksAmountMissing,
  FedElsewhere,
  FeedOverlaps,
  ImportFinding,
  StatementFile,
  StatementFileId,
  StatementNotKept
} from "./books/StatementImport.ts"

// what a bank that is reached by its API says
export type {
  AccountHolder,
  AccountMember,
  Invitee,
  CardMovementFacts,
  ProvidedAccount,
  ProvidedBalances,
  ProvidedStatement,
  ProvidedTransaction,
  ReceivedMandate,
  TransactionPage,
  TransactionsWanted,
  VirtualIban
} from "./provided/ProvidedAccount.ts"
export { isNewer } from "./provided/isNewer.ts"
export { lineKeyOf, linesOf, type ProvidedLine } from "./provided/linesOf.ts"
export {
  ProviderAccount,
  ProviderAccountContent,
  ProviderAccountId,
  ProviderTransaction
} from "./provided/ProviderAccount.ts"
export { authenticationNotice } from "./provided/authenticationNotice.ts"
export { readAccountsKind, syncAccountsKind } from "./syncKinds.ts"

// statements whose documents are kept
export {
  AccountStatement,
  AccountStatementFormat,
  AccountStatementId,
  AccountStatementState,
  ListedStatement,
  NewAccountStatement
} from "./statements/AccountStatement.ts"
export { documentFits, documentTypes } from "./statements/documentFits.ts"
export { StatementNotThere, StatementPeriodRefused } from "./statements/errors.ts"
export type { ProvidedDocument, StatementWanted } from "./statements/ProvidedDocument.ts"
export { generateStatementIntent, keepDocumentKind } from "./statements/statementKinds.ts"
export { noStatementStep, statementTransitions } from "./statements/statementSteps.ts"

// accounts that the company asks for
export { NewOnboarding, Onboarding, OnboardingId, OnboardingState } from "./onboarding/Onboarding.ts"
export { onboardingIntent } from "./onboarding/onboardingIntent.ts"
export { afterOnboarding, sameOnboarding } from "./onboarding/onboardingSteps.ts"
export { OnboardingUnderWay } from "./onboarding/OnboardingUnderWay.ts"
export type { OnboardingWanted, ProvidedOnboarding } from "./onboarding/ProvidedOnboarding.ts"

// money that the company sends again and again
export type { ProvidedStandingOrder, StandingOrderWanted } from "./standing/ProvidedStandingOrder.ts"
export {
  NewStandingOrder,
  StandingOrder,
  StandingOrderId,
  StandingOrderState
} from "./standing/StandingOrder.ts"
export { cancelStandingOrderIntent, scheduleIntent } from "./standing/standingOrderIntents.ts"
export {
  afterStanding,
  afterStandingConsent,
  noStandingOrderStep,
  standingOrderTransitions
} from "./standing/standingOrderSteps.ts"

// what is asked about mandates and debits
export {
  BankRequest,
  BankRequestId,
  BankRequestKind,
  BankRequestState,
  NewDebitReturn,
  NewMandateChange
} from "./requests/BankRequest.ts"
export { type BankAnswer, bankRequestIntents, type BankRequestToSend } from "./requests/bankRequestIntents.ts"
export {
  afterConsent,
  afterMandate,
  afterReturned,
  bankRequestTransitions
} from "./requests/bankRequestSteps.ts"
export {
  BankRequestUnderWay,
  DebitNotReturnable,
  MandateNotChangeable,
  MandateNotThere
} from "./requests/errors.ts"
export { postReturnKind } from "./requests/postReturnKind.ts"

// who may act on an account
export { MemberNotChangeable, MemberNotThere, MemberThere, RightNotHeld } from "./members/errors.ts"
export { beyondPermissions, beyondRights, MemberRights, sameRights } from "./members/MemberRights.ts"
export { afterMember, invitationOf, memberAbout, subjectsOf } from "./members/memberSteps.ts"
export {
  NewAccountMember,
  NewAccountMemberRights,
  NewAccountMemberState
} from "./members/NewAccountMember.ts"

// what money that comes in is for
export { VirtualIbanNotThere, VirtualIbanTaken } from "./virtualIbans/errors.ts"
export { addIbanIntent, cancelIbanIntent } from "./virtualIbans/ibanIntents.ts"
export { afterAdded, afterShown, ibanTransitions, noIbanStep } from "./virtualIbans/ibanSteps.ts"
export { IbanMapping, IbanSubject, MappedIbanId } from "./virtualIbans/IbanMapping.ts"
export { MappedIban, MappedIbanState, NewMappedIban } from "./virtualIbans/MappedIban.ts"
export { type SentAddition, whichWasAdded } from "./virtualIbans/whichWasAdded.ts"

// money that the company sends
export {
  AccountNotOpen,
  BankAccountNotInEntry,
  ExecutionDateNotAhead,
  PayeeAnswerDiffers,
  TransferCurrencyDiffers
} from "./transfers/errors.ts"
export { NewTransfer, PayeeConfirmation } from "./transfers/NewTransfer.ts"
export { Transfer, TransferId, TransferPayeeCheck } from "./transfers/Transfer.ts"
export {
  cancelConsentIntent,
  cancelTransferIntent,
  orderIntents,
  type OrderToSend,
  type Placed
} from "./transfers/transferIntents.ts"
export { checkPayeeKind, followTransferKind, postTransferKind } from "./transfers/transferJobKinds.ts"
export {
  type Consent,
  type ConsentStanding,
  type FollowedTransfer,
  orderCapability,
  type OrderCapability,
  type Payee,
  type PayeeCheck,
  type PlacedTransfer,
  type TransferOrder,
  type TransferOrderLine,
  type TransferOrders
} from "./transfers/TransferOrder.ts"
export { noStep, TransferState, transferStep, transferTransitions } from "./transfers/TransferState.ts"
export { transferEvent } from "./transfers/transferEvent.ts"
export { afterMovement, afterMovements, afterPlaced } from "./transfers/transferSteps.ts"

// several of them under one consent
export { BatchKeyTaken, ConsentIsOfBatch } from "./batches/errors.ts"
export { batchIntent, cancelBatchConsentIntent, followBatchKind } from "./batches/batchIntents.ts"
export { afterBatchPlaced, hasUnchecked, lineAfterBatch } from "./batches/batchSteps.ts"
export { mostBatchLines, NewTransferBatch } from "./batches/NewTransferBatch.ts"
export { TransferBatch } from "./batches/TransferBatch.ts"
export { TransferBatchId } from "./batches/TransferBatchId.ts"
export { batchTransitions, noBatchStep, TransferBatchState } from "./batches/TransferBatchState.ts"
