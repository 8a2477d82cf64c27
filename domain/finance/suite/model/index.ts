export { AdvanceInput, advanceInvoice, AdvanceRequest } from "./advanceInvoice.ts"
export { collect, CollectInput, Collection } from "./collect.ts"
export {
  type Break,
  clearingAccounts,
  type ClearingLine,
  ConservationAlert,
  ConservationAlertId,
  firstBreak
} from "./conservation.ts"
export { LeftIntent, ProcessCount, SuiteDashboard } from "./SuiteDashboard.ts"
export {
  chooseRoute,
  FallbackOrder,
  healthOf,
  inOrder,
  mayFallBack,
  noRoute,
  Route,
  type RouteFacts,
  RouteHealth
} from "./Route.ts"
export { pay, payCheckedLate } from "./pay.ts"
export { StartAdvance, StartCollect, StartPay, type StartSuite } from "./StartSuite.ts"
export { suiteDefinitions } from "./suiteDefinitions.ts"
export { DefinedProcess, SuitePlan } from "./SuitePlan.ts"
