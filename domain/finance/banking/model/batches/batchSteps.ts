import type { Placed } from "../transfers/transferIntents.ts"
import type { Transfer } from "../transfers/Transfer.ts"
import { reasonOf } from "../transfers/transferSteps.ts"
import { type TransferState, transferTransitions } from "../transfers/TransferState.ts"
import type { TransferBatch } from "./TransferBatch.ts"
import { batchTransitions, type TransferBatchState } from "./TransferBatchState.ts"

/**
 * The batch after what the institution says of its order. A word that nobody knows leaves it `unknown`; what is no step
 * from where it stands changes nothing but the reference.
 */
export const afterBatchPlaced = (
  batch: TransferBatch,
  { consent, reason, reference, state }: Placed
): TransferBatch => {
  const named = { ...batch, orderReference: reference }
  const to = batch.state === "cancelling" ? whileCancelling[state.is] : placedStates[state.is]
  if (to === undefined || !batchTransitions[batch.state].includes(to)) return named
  return {
    ...named,
    state: to,
    consent: to === "consent_pending" ? consent : null,
    reason: to === "rejected" || to === "cancelled" ? reasonOf(reason ?? state.word) : batch.reason
  }
}

/** A line of the batch after a step of the batch. One that never left, or of which money moved, goes its own way. */
export const lineAfterBatch = (line: Transfer, { reason, state }: TransferBatch): Transfer => {
  const to = lineStates[state]
  if (line.intentId === null || line.movementReference !== null || to === undefined) return line
  if (!transferTransitions[line.state].includes(to)) return line
  return { ...line, state: to, reason: to === "rejected" || to === "cancelled" ? reason : line.reason }
}

/** Whether payees of the batch are still being checked, or wait for a person. */
export const hasUnchecked = ({ lines }: TransferBatch): boolean =>
  lines.some(({ state }) => state === "checking" || state === "to_confirm")

const placedStates = {
  "consent-needed": "consent_pending",
  accepted: "accepted",
  rejected: "rejected",
  other: "unknown"
} as const

/** A consent that was given meanwhile goes on; that it still waits does not undo the wish. */
const whileCancelling: Partial<Record<Placed["state"]["is"], TransferBatchState>> = {
  accepted: "accepted",
  rejected: "cancelled"
}

const lineStates: Partial<Record<TransferBatchState, TransferState>> = {
  unknown: "unknown",
  consent_pending: "consent_pending",
  accepted: "accepted",
  rejected: "rejected",
  cancelled: "cancelled"
}
