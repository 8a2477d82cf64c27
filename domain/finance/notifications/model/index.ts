export { type ExpectedNotification } from "./ExpectedNotification.ts"
export { NotProven, NotReadable } from "./errors.ts"
export {
  DecodedNotification,
  Notification,
  NotificationId,
  NotificationNote,
  NotificationState,
  ProviderWord
} from "./Notification.ts"
export { type Application, type NotificationApplier, notificationApplier } from "./NotificationApplier.ts"
export {
  type Concern,
  type Delivery,
  type NotificationProof,
  type NotificationScheme
} from "./NotificationScheme.ts"
export { readNotification } from "./readNotification.ts"
