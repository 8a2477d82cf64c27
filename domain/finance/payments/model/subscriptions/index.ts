export { afterDecline, type Dunning } from "./afterDecline.ts"
export { chargeSubscriptionKind } from "./chargeSubscriptionKind.ts"
export { dueDate, ordinalFrom } from "./dueDates.ts"
export { PlanNotOffered, StartInThePast } from "./errors.ts"
export {
  type ChargeState,
  NewSubscription,
  Subscription,
  SubscriptionChange,
  SubscriptionCharge,
  SubscriptionId,
  SubscriptionState,
  subscriptionTransitions
} from "./Subscription.ts"
export {
  NewSubscriptionPlan,
  Rhythm,
  SubscriptionPlan,
  SubscriptionPlanChange,
  SubscriptionPlanId
} from "./SubscriptionPlan.ts"
export {
  GatewaySubscription,
  GatewaySubscriptionId,
  NewGatewaySubscription,
  readGatewaySubscriptionKind
} from "./GatewaySubscription.ts"
export { nextOnOf, upcoming, UpcomingCharge } from "./upcoming.ts"
