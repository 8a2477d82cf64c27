export { appliedByFirst } from "./appliedByFirst.ts"
export { type ExpectedNotification } from "./ExpectedNotification.ts"
export { NotNotified, NotProven, NotReadable, ProofSecretMissing } from "./errors.ts"
export { processNotificationsKind, scanNotificationsKind } from "./jobKinds.ts"
export { maxAttempts, pauseAfter } from "./nextAttempt.ts"
export {
  DecodedNotification,
  Notification,
  NotificationId,
  NotificationNote,
  NotificationState,
  ProviderWord
} from "./Notification.ts"
export {
  NewNotificationAddress,
  NotificationAddress,
  NotificationAddressId,
  NotificationRange
} from "./NotificationAddress.ts"
export { type Application, type NotificationApplier, notificationApplier } from "./NotificationApplier.ts"
export {
  type Concern,
  type Delivery,
  type NotificationProof,
  type NotificationScheme
} from "./NotificationScheme.ts"
export { readNotification } from "./readNotification.ts"
