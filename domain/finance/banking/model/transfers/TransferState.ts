import { Result, Schema } from "effect"
import { IllegalTransition } from "../../../../shared/errors.ts"

/**
 * Where a transfer stands. Nothing has left: `checking` (the payee is being checked), `to_confirm` (a person must confirm
 * what the check said), `checked` (it waits for the other payees of its batch, or for an approval), `created`. At the
 * institution: `unknown` (sent, and nobody knows what came of it), `consent_pending` (a person must consent there),
 * `accepted`. Of the money: `upcoming`, `cancelling`, `pending`, `booked`, `returned`.
 */
export const TransferState = Schema.Literals([
  "checking",
  "to_confirm",
  "checked",
  "created",
  "unknown",
  "consent_pending",
  "accepted",
  "upcoming",
  "cancelling",
  "pending",
  "booked",
  "returned",
  "rejected",
  "cancelled"
])
export type TransferState = typeof TransferState.Type

/** The steps that a transfer can take, and nothing else. None leads from the institution back to what has not left. */
export const transferTransitions: Readonly<Record<TransferState, ReadonlyArray<TransferState>>> = {
  checking: ["to_confirm", "checked", "created", "rejected", "cancelled"],
  to_confirm: ["checking", "checked", "created", "cancelled"],
  checked: ["checking", "created", "cancelled"],
  created: ["unknown", "consent_pending", "accepted", "rejected"],
  unknown: ["consent_pending", "accepted", "rejected"],
  consent_pending: ["cancelling", "accepted", "upcoming", "pending", "booked", "rejected", "cancelled"],
  accepted: ["upcoming", "pending", "booked", "rejected", "cancelled"],
  upcoming: ["cancelling", "pending", "booked", "rejected", "cancelled"],
  cancelling: ["consent_pending", "accepted", "upcoming", "pending", "booked", "rejected", "cancelled"],
  pending: ["booked", "rejected", "cancelled"],
  booked: ["returned"],
  returned: [],
  rejected: [],
  cancelled: []
}

type Standing = { readonly id: string; readonly state: TransferState }

/** The state asked for, or the states that are possible. */
export const transferStep = (
  transfer: Standing,
  to: TransferState
): Result.Result<TransferState, IllegalTransition> =>
  transferTransitions[transfer.state].includes(to) ? Result.succeed(to) : Result.fail(noStep(transfer, to))

/** Why something cannot be asked of a transfer that stands where it does. */
export const noStep = ({ id, state }: Standing, attempted: string): IllegalTransition =>
  new IllegalTransition({
    entity: "Transfer",
    id,
    from: state,
    attempted,
    allowed: transferTransitions[state].filter((to) => to !== attempted)
  })
