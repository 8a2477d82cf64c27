import { Effect } from "effect"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import type { IntentWork } from "../../../providers/model/index.ts"
import type { cancelConsentIntent } from "../../model/index.ts"
import { askConsentCancel, sendConsentCancel } from "./consentCancelling.ts"
import { moved } from "./moved.ts"

type Cancelled = typeof cancelConsentIntent.outcome.Type

/**
 * Withdraws the consent that an order waits for. Whether it was given first, the institution alone knows: the transfer is
 * cancelled when it says that the consent has ended, and waits again, to be read, when it says no.
 */
export const cancelConsentWork: IntentWork<
  typeof cancelConsentIntent.payload.Type,
  Cancelled,
  Events | Ids | JobStore | ProviderAdapters | Transfers
> = {
  send: ({ connection, payload }) => sendConsentCancel(connection, payload.consentReference),
  ask: ({ connection, payload }) => askConsentCancel(connection, payload.consentReference),
  settled: (_, { transferId }, ended) =>
    Effect.gen(function* () {
      if (ended._tag === "Unknown") return
      const transfers = yield* Transfers
      const { transfer } = yield* Effect.orDie(transfers.hold(transferId))
      if (transfer.state !== "cancelling") return
      yield* ended._tag === "Succeeded"
        ? moved(transfer, { ...transfer, state: "cancelled", consent: null })
        : moved(transfer, { ...transfer, state: "consent_pending", reason: ended.refusal })
    }),
  absentAfter: "10 minutes"
}
