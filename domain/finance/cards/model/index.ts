export {
  Card,
  CardChange,
  CardId,
  CardState,
  cardStep,
  cardTransitions,
  defaultRemindAfterDays,
  NewCard,
  NumbersWanted
} from "./Card.ts"
export {
  budgetEnded,
  budgetSpan,
  CardBudget,
  CardBudgetAssignment,
  CardBudgetChange,
  CardBudgetState,
  CardBudgetUse,
  type CardShare,
  NewCardBudget,
  renewsItself
} from "./CardBudget.ts"
export { CardBudgetId } from "./CardBudgetId.ts"
export {
  cancelCardKind,
  changeCardKind,
  issueCardKind,
  type Issued,
  issueSingleUseKind,
  viewNumbersKind
} from "./cardIntents.ts"
export { CardExpense, personalStep, Reimbursement } from "./CardExpense.ts"
export { expenseLines, holderCode, personalEvent, restated } from "./expenseLines.ts"
export { followCardKind, recordMovementsKind, remindReceiptKind } from "./cardJobKinds.ts"
export { CardLimit, CardLimits, CardPeriod, windowEnd, windowStart } from "./CardLimit.ts"
export {
  CardMovement,
  CardMovementId,
  CardPayment,
  CardPaymentId,
  CardPaymentState,
  holdTime,
  moved,
  NewCardMovement
} from "./CardPayment.ts"
export {
  CardRefusal,
  CardRequest,
  CardRequestId,
  cardRequestStep,
  CardRequestState,
  cardRequestTransitions,
  mayAskAnew,
  mayDecideRequest,
  NewCardRequest
} from "./CardRequest.ts"
export {
  CardDispute,
  CardDisputeId,
  cardDisputeStep,
  CardDisputeState,
  creditedStep,
  mayDispute,
  NewCardDispute
} from "./CardDispute.ts"
export { CardSubscription, expectedNext, NewCardSubscription } from "./CardSubscription.ts"
export { HolderDeparture, OpenCard, type OpenItems } from "./HolderDeparture.ts"
export { CardRules, openRules } from "./CardRules.ts"
export { type DecisionFacts, decidePayment } from "./decidePayment.ts"
export { Declined, declined, type DeclineCode, declinedText } from "./Declined.ts"
export type { NumbersView } from "./NumbersView.ts"
export {
  BudgetArchived,
  BudgetRenewsItself,
  CardNotUsable,
  CardReassigned,
  ExpenseRefused,
  HolderLeft,
  MovementDiffers,
  MovementRefused,
  NotDisputed,
  OthersCardRequest,
  OwnCardRequest,
  ReceiptUnreadable
} from "./errors.ts"
export type { CardControls, CardOrder, IssuedCard, IssuerConsent, SpendingLimit } from "./IssuedCard.ts"
export type { PaymentControl } from "./PaymentControl.ts"
export type { Merchant, PaymentRequest } from "./PaymentRequest.ts"
export { issuerState } from "./issuerState.ts"
export { type MovementStep, movementStep } from "./movementStep.ts"
export { receiptType } from "./receiptType.ts"
