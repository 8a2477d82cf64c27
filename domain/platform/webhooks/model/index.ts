export { checkReceiver, hostOf, publicReceivers, type ReceiverLimits } from "./checkReceiver.ts"
export { Attempt, AttemptError, Delivery, DeliveryId, DeliveryState, RedeliveryRange } from "./Delivery.ts"
export { ReceiverRefused, TooManyWebhooks, TopicUnknown, WebhookDisabled } from "./errors.ts"
export { messageOf } from "./messageOf.ts"
export { isAddress, isLoopbackAddress, isPublicAddress } from "./publicAddress.ts"
export { longestFailing, pauseAfter, restAfter } from "./retrySchedule.ts"
export {
  type DisabledReason,
  mostSubscriptions,
  NewSubscription,
  SecretOverlap,
  Subscription,
  SubscriptionChange,
  SubscriptionId,
  SubscriptionState
} from "./Subscription.ts"
export { knownContexts, rightFor } from "./Topic.ts"
