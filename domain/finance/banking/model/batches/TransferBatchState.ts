import { Schema } from "effect"
import { IllegalTransition } from "../../../../shared/errors.ts"

/**
 * Where a batch stands. Nothing has left: `checking` (payees are being checked, or wait for a person), `created`. At the
 * institution: `unknown` (sent, and nobody knows what came of it), `consent_pending`, `cancelling` (its consent is being
 * withdrawn), `accepted`: from there on its lines tell.
 */
export const TransferBatchState = Schema.Literals([
  "checking",
  "created",
  "unknown",
  "consent_pending",
  "cancelling",
  "accepted",
  "rejected",
  "cancelled"
])
export type TransferBatchState = typeof TransferBatchState.Type

/** The steps that a batch can take, and nothing else. */
export const batchTransitions: Readonly<Record<TransferBatchState, ReadonlyArray<TransferBatchState>>> = {
  checking: ["created", "rejected", "cancelled"],
  created: ["unknown", "consent_pending", "accepted", "rejected"],
  unknown: ["consent_pending", "accepted", "rejected"],
  consent_pending: ["cancelling", "accepted", "rejected", "cancelled"],
  cancelling: ["consent_pending", "accepted", "rejected", "cancelled"],
  accepted: ["rejected"],
  rejected: [],
  cancelled: []
}

/** Why something cannot be asked of a batch that stands where it does. */
export const noBatchStep = (
  { id, state }: { readonly id: string; readonly state: TransferBatchState },
  attempted: string
): IllegalTransition =>
  new IllegalTransition({
    entity: "TransferBatch",
    id,
    from: state,
    attempted,
    allowed: batchTransitions[state].filter((to) => to !== attempted)
  })
