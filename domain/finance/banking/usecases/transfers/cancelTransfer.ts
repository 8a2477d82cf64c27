import { Effect } from "effect"
import { ProviderConnections } from "../../../../../ports/finance/ProviderConnections.ts"
import { Transfers } from "../../../../../ports/finance/Transfers.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { type ConnectionId, NotSupported } from "../../../providers/model/index.ts"
import { VersionConflict } from "../../../../shared/errors.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  cancelConsentIntent,
  cancelTransferIntent,
  ConsentIsOfBatch,
  type Transfer,
  type TransferId,
  noStep
} from "../../model/index.ts"
import { placeBatch } from "../batches/placeBatch.ts"
import { holdWithBatch } from "./holdWithBatch.ts"

/**
 * Cancels a transfer: here, as long as nothing has left; at the institution, which may refuse, while it waits for its
 * consent or is to come. A line of a batch leaves it as long as the batch has not left.
 */
export const cancelTransfer = Effect.fn("banking.cancelTransfer")(function* (
  id: TransferId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const transfers = yield* Transfers
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const transfer = yield* holdWithBatch(id)
      if (transfer.version !== version) {
        return yield* new VersionConflict({ entity: "Transfer", id, current: transfer.version })
      }
      const state = yield* cancelStep(transfer)
      const cancelled = yield* transfers.save({ ...transfer, state })
      yield* events.publish({ type: `banking.transfer.${state}`, entityId: id, payload: {} })
      if (transfer.batchId !== null) yield* placeBatch(transfer.batchId)
      return cancelled
    })
  )
})

const cancelStep = Effect.fnUntraced(function* (transfer: Transfer) {
  const { batchId, connectionId, consent, id, movementReference, state } = transfer
  if (state === "checking" || state === "to_confirm" || state === "checked") return "cancelled" as const
  if (state === "consent_pending" && batchId !== null) {
    return yield* new ConsentIsOfBatch({ transferId: id, batchId })
  }
  if (state === "consent_pending" && consent !== null) {
    yield* openIntent(cancelConsentIntent, {
      connectionId,
      businessKey: `cancel-consent:${id}:v${transfer.version}`,
      amount: null,
      payload: { transferId: id, consentReference: consent.reference }
    })
    return "cancelling" as const
  }
  if (state === "booked") return yield* noRecall(connectionId)
  if (state !== "upcoming" || movementReference === null) return yield* noStep(transfer, "cancelled")
  yield* openIntent(cancelTransferIntent, {
    connectionId,
    businessKey: `cancel-transfer:${id}`,
    amount: null,
    payload: { transferId: id, movementReference }
  })
  return "cancelling" as const
})

/** No institution that we call documents how a recall is asked for; what it brings back is read like every movement. */
const noRecall = Effect.fnUntraced(function* (connectionId: ConnectionId) {
  const { find } = yield* ProviderConnections
  const { provider } = yield* find(connectionId)
  return yield* new NotSupported({
    provider,
    capability: "banking.recall-transfer",
    missing: {
      fr: "Le virement est comptabilisé : demandez son rappel à l'établissement lui-même. Le mouvement qui ramène l'argent sera lu, rattaché au virement et passé en écriture.",
      en: "The transfer is booked: ask the institution itself for its recall. The movement that brings the money back will be read, linked to the transfer and posted."
    }
  })
})
