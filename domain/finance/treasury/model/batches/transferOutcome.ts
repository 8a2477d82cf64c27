import type { Transfer, TransferState } from "../../../banking/model/index.ts"
import type { StatusReason } from "./PaymentBatch.ts"
import { type PaymentState, paymentTransitions } from "./PaymentState.ts"

type Outcome = "accepted" | "executed" | "rejected" | "returned"

/** What a state of a transfer means for the payment that it carries out; null: nothing is decided. */
const meanings: Readonly<Record<TransferState, Outcome | null>> = {
  checking: null,
  to_confirm: null,
  checked: null,
  created: null,
  unknown: null,
  consent_pending: null,
  cancelling: null,
  accepted: "accepted",
  upcoming: "accepted",
  pending: "accepted",
  booked: "executed",
  returned: "returned",
  rejected: "rejected",
  cancelled: "rejected"
}

/** The next step of a payment towards where its transfer stands, with the institution's reason; null: it is there. */
export const transferOutcome = (
  from: PaymentState,
  { reason, state }: Pick<Transfer, "reason" | "state">
): { readonly to: Outcome; readonly reason: StatusReason | null } | null => {
  const last = meanings[state]
  if (last === null) return null
  const to = last === "returned" && from !== "executed" ? "executed" : last
  if (!paymentTransitions[from].includes(to)) return null
  return { to, reason: to === last ? reasonOf(reason, state) : null }
}

const reasonOf = (reason: Transfer["reason"], state: TransferState): StatusReason | null => {
  if (reason === null) return state === "cancelled" ? { code: null, text: "Virement annulé" } : null
  return { code: null, text: reason.fr === reason.code ? reason.code : `${reason.code} : ${reason.fr}` }
}
