import type { Financings } from "../../../../ports/finance/Financings.ts"
import type { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import type { Events } from "../../../../ports/platform/Events.ts"
import type { Files } from "../../../../ports/platform/Files.ts"
import {
  type IntentKind,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../providers/model/index.ts"

/** What the intents of this context work with. */
type FinancingPorts = Events | Files | Financings | ProviderAdapters

/** Binds a kind of intent of this context to its work. */
export const financingPerformer = <Payload, Outcome>(
  kind: IntentKind<string, Payload, Outcome>,
  work: IntentWork<Payload, Outcome, FinancingPorts>
): IntentPerformer<FinancingPorts> => intentPerformer(kind, work)
