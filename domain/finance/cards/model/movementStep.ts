import type { ProvidedTransaction } from "../../banking/model/index.ts"

/** What a movement of a card does to its payment: it holds, frees what is held, takes, or brings back. */
export type MovementStep = "capture" | "free" | "hold" | "refund"

/**
 * What a movement means in the state that it has now; null: nothing yet, or nothing that we know. An authorisation holds
 * while it is pending; whatever ends it frees what its debits have left. Other movements count once they are booked.
 */
export const movementStep = ({
  card,
  state
}: Pick<ProvidedTransaction, "card" | "state">): MovementStep | null => {
  switch (card?.role.is) {
    case "authorisation":
      if (state.is === "pending") return "hold"
      return ended.has(state.is) ? "free" : null
    case "debit":
    case "credit-reversal":
      return state.is === "booked" ? "capture" : null
    case "debit-reversal":
    case "credit":
      return state.is === "booked" ? "refund" : null
    default:
      return null
  }
}

const ended = new Set<ProvidedTransaction["state"]["is"]>(["cancelled", "rejected", "released"])
