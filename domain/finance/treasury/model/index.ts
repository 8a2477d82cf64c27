export {
  Bic,
  type ParisMoment,
  TransferFormat,
  TreasuryAccount,
  TreasuryAccountSettings
} from "./TreasuryAccount.ts"

// what is due
export {
  DueItem,
  DueItemChange,
  DueItemId,
  DueItemState,
  NewDueItem,
  Payable,
  SepaPayee
} from "./due/DueItem.ts"

// batches
export {
  BatchOrder,
  BatchPayment,
  BatchSelection,
  PaymentBatch,
  PaymentBatchContent,
  StatedOutcomes,
  StatusReason
} from "./batches/PaymentBatch.ts"
export {
  BatchPaymentId,
  BatchState,
  batchTransitions,
  PaymentBatchId,
  PaymentState,
  paymentTransitions
} from "./batches/PaymentState.ts"
export { followPaymentBatchKind } from "./batches/followPaymentBatchKind.ts"
export { transferOutcome } from "./batches/transferOutcome.ts"
export { executionDay } from "./batches/executionDay.ts"
export {
  AccountCannotPay,
  AmountFromBooks,
  ApprovedByPreparer,
  BatchDiffers,
  BatchFollowed,
  BatchNeedsFile,
  DueItemSettled,
  DueItemTaken,
  LineNotPayable,
  TextNotWritable
} from "./batches/errors.ts"

// what banks are told and tell
export { endToEndIdOf, pain001, type TransferMessage } from "./pain/pain001.ts"
export { pain002, type StatusReport, StatusReportRefused } from "./pain/pain002.ts"
export { applyReport, ReportFinding, type ReportedStep } from "./pain/applyReport.ts"
export { PaymentStatusReport, StatusReportId } from "./pain/PaymentStatusReport.ts"
export { sepaText } from "./pain/sepaText.ts"

// where the money is, and where it will be
export {
  type PositionLine,
  PositionKind,
  positionTotals,
  TreasuryPosition
} from "./position/TreasuryPosition.ts"
export { type Flow, FlowKind, ladderOf, longestLadder, ValueDateLadder } from "./position/ValueDateLadder.ts"
export {
  ContractFlow,
  contractFlows,
  ContractKind,
  NewTreasuryContract,
  outstandingOn,
  TreasuryContract,
  TreasuryContractId,
  TreasuryContractPlan
} from "./contracts/TreasuryContract.ts"
export {
  AccountBounds,
  BoundedAccount,
  type Proposal,
  ProposedTransfer,
  proposeTransfers,
  type SweptAccount
} from "./sweeps/proposeTransfers.ts"
export { NotProposed, SweepNeedsFile } from "./sweeps/errors.ts"
export { SweepOrder, TransferProposal } from "./sweeps/TransferProposal.ts"

// other currencies
export { CurrencyExposure, ExposureRates, ValuedExposure } from "./exposure/CurrencyExposure.ts"
export { converted } from "./exposure/ExchangeRate.ts"
export { valueExposures } from "./exposure/valueExposures.ts"
export {
  ForwardAccountDiffers,
  ForwardContract,
  ForwardContractId,
  ForwardState,
  forwardFlows,
  mayClose,
  NewForwardContract
} from "./forwards/ForwardContract.ts"

// who authorises
export { mayAuthorise } from "./authorities/mayAuthorise.ts"
export {
  NewSigningAuthority,
  NotSignatory,
  SigningAuthority,
  SigningAuthorityId
} from "./authorities/SigningAuthority.ts"

// what banks bill
export { AccountConditions, BankFee, NewAccountConditions } from "./fees/AccountConditions.ts"
export { checkFees } from "./fees/checkFees.ts"
export { FeeChecks } from "./fees/FeeCheck.ts"
export {
  ConditionsCurrencyDiffers,
  FeeClaim,
  FeeClaimEnd,
  FeeClaimId,
  NewFeeClaim,
  NothingToClaim
} from "./fees/FeeClaim.ts"
export type { AccountMovement } from "./fees/KnownAccount.ts"
