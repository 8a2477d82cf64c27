import type { CardState } from "./Card.ts"
import { cardTransitions } from "./Card.ts"
import type { IssuedCard } from "./IssuedCard.ts"

/**
 * Where a card stands after its issuer has said where it stands there. Our own freeze, and an end, are not undone by
 * it; a word that we do not know changes nothing.
 */
export const issuerState = (state: CardState, { is }: IssuedCard["state"]): CardState => {
  if (is === "other" || (state === "frozen" && is === "active")) return state
  const said = states[is]
  return cardTransitions[state].includes(said) ? said : state
}

const states = {
  "consent-needed": "consent_pending",
  processing: "processing",
  active: "active",
  cancelling: "cancelling",
  cancelled: "cancelled"
} as const satisfies Record<string, CardState>
