export {
  type GatewayAction,
  type GatewayPayment,
  type PaymentOrder,
  type PaymentSource,
  type PlacedPayment,
  type StoredMethod
} from "./CardPayment.ts"
export { doneElsewhere, type DoneElsewhere, gatewayVersion, isOddReturn } from "./doneElsewhere.ts"
export {
  AlreadySettled,
  AmountExceeded,
  InitialPaymentNotUsable,
  MethodInUse,
  MethodNotUsable,
  OperationUnderWay,
  PaymentNotPosted,
  WrongAmount
} from "./errors.ts"
export { initialFault } from "./initialPayment.ts"
export {
  NewPayment,
  Payment,
  PaymentId,
  PaymentKind,
  PaymentState,
  Token as PaymentToken
} from "./Payment.ts"
export { forgetMethodIntent, replaceMethodIntent, storeMethodIntent } from "./methodIntents.ts"
export { NewPaymentMethod, ReplacementCard } from "./NewPaymentMethod.ts"
export { postOperationKind } from "./postOperationKind.ts"
export { OperationOrder, OperationOutcome, operationIntents } from "./paymentIntents.ts"
export { methodTransitions, PaymentMethod, PaymentMethodId, PaymentMethodState } from "./PaymentMethod.ts"
export {
  AskedKind,
  OperationId,
  OperationKind,
  OperationState,
  PaymentOperation
} from "./PaymentOperation.ts"
export {
  afterRefusal,
  afterSuccess,
  followUpAmount,
  type FollowUp,
  movesMoney,
  type PaymentChange,
  paymentTransitions
} from "./paymentSteps.ts"
export { isOfTestMode, testModeMark } from "./testMode.ts"
export { changedCards, updaterWord } from "./changedCards.ts"
export { KeptThreeDSecure, ThreeDSecure } from "./ThreeDSecure.ts"
export { type Evidence, whatBecame } from "./whatBecame.ts"
export * from "./subscriptions/index.ts"
export * from "./settlements/index.ts"
export * from "./disputes/index.ts"
