import type { Disputes } from "../../../../ports/finance/Disputes.ts"
import type { GatewaySubscriptions } from "../../../../ports/finance/GatewaySubscriptions.ts"
import type { Notifications } from "../../../../ports/finance/Notifications.ts"
import type { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import type { Payments } from "../../../../ports/finance/Payments.ts"
import type { IntentPerformers } from "../../../../ports/finance/IntentPerformers.ts"
import type { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import type { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import type { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import type { Settlements } from "../../../../ports/finance/Settlements.ts"
import type { Events } from "../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../ports/platform/JobStore.ts"
import type { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { Ids } from "../../../shared/Uuid.ts"

/** What notifications of a gateway are applied with. */
export type AppliedPorts =
  | Events
  | Disputes
  | GatewaySubscriptions
  | Notifications
  | PaymentMethods
  | Payments
  | Settlements
  | Ids
  | IntentPerformers
  | JobStore
  | ProviderAdapters
  | ProviderConnections
  | ProviderIntents
  | UnitOfWork
