import { defactoDefinition } from "../../adapters/defacto/definition.ts"
import { defactoNotifications } from "../../adapters/defacto/notifications.ts"
import { nmiDefinition } from "../../adapters/nmi/definition.ts"
import { nmiNotifications } from "../../adapters/nmi/notifications.ts"
import { solarisDefinition } from "../../adapters/solaris/definition.ts"
import { solarisNotifications } from "../../adapters/solaris/notifications.ts"
import { swanDefinition } from "../../adapters/swan/definition.ts"
import { swanNotifications } from "../../adapters/swan/notifications.ts"
import { swanPaymentControl } from "../../adapters/swan/paymentControl.ts"
import type { PaymentControl } from "../../domain/finance/cards/model/index.ts"
import type { NotificationScheme } from "../../domain/finance/notifications/model/index.ts"
import type { ProviderDefinition } from "../../domain/finance/providers/model/index.ts"

/** What each finance provider can do and what a connection to it needs, for every host. A new one is one line. */
export const providerDefinitions: ReadonlyArray<ProviderDefinition> = [
  swanDefinition,
  nmiDefinition,
  defactoDefinition,
  solarisDefinition
]

/** How the notifications of each are proven and read. */
export const notificationSchemes: ReadonlyArray<NotificationScheme> = [
  swanNotifications,
  nmiNotifications,
  defactoNotifications,
  solarisNotifications
]

/** The issuers that ask before a payment by card, and how. */
export const paymentControls: ReadonlyArray<PaymentControl> = [swanPaymentControl]
