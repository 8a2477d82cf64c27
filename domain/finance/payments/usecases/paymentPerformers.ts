import type { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import type { Payments } from "../../../../ports/finance/Payments.ts"
import type { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import type { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import type { Events } from "../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../ports/platform/JobStore.ts"
import type { SealedSecrets } from "../../../../ports/platform/SealedSecrets.ts"
import type { Ids } from "../../../shared/Uuid.ts"
import type { IntentPerformer } from "../../providers/model/index.ts"
import { forgetMethodPerformer, replaceMethodPerformer, storeMethodPerformer } from "./methodPerformers.ts"
import { operationPerformers } from "./operationPerformers.ts"

type Ports =
  | Events
  | Ids
  | JobStore
  | PaymentMethods
  | Payments
  | ProviderAdapters
  | ProviderConnections
  | SealedSecrets

/** Everything that payments by card ask of a gateway, for the process that sends. */
export const paymentPerformers: ReadonlyArray<IntentPerformer<Ports>> = [
  ...operationPerformers,
  storeMethodPerformer,
  replaceMethodPerformer,
  forgetMethodPerformer
]
