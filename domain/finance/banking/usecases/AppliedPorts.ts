import type { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import type { BankRequests } from "../../../../ports/finance/BankRequests.ts"
import type { MappedIbans } from "../../../../ports/finance/MappedIbans.ts"
import type { Onboardings } from "../../../../ports/finance/Onboardings.ts"
import type { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import type { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import type { StandingOrders } from "../../../../ports/finance/StandingOrders.ts"
import type { TransferBatches } from "../../../../ports/finance/TransferBatches.ts"
import type { Transfers } from "../../../../ports/finance/Transfers.ts"
import type { Events } from "../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../ports/platform/JobStore.ts"
import type { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { Ids } from "../../../shared/Uuid.ts"

/** What the appliers of this context work with. */
export type AppliedPorts =
  | BankFeed
  | BankRequests
  | Events
  | Ids
  | JobStore
  | MappedIbans
  | Onboardings
  | ProviderAccounts
  | ProviderAdapters
  | StandingOrders
  | TransferBatches
  | Transfers
  | UnitOfWork
