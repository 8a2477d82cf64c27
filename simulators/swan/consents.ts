import { decideCard } from "./cards.ts"
import { decidePayment } from "./payments.ts"
import type { SimulatedConsent, SwanState } from "./SwanState.ts"

/** What the person decides on the consent page; a second decision changes nothing. */
export const decide = (state: SwanState, consent: SimulatedConsent, accepted: boolean) => {
  if (consent.status !== "Created") return
  consent.status = accepted ? "Accepted" : "CustomerRefused"
  consent.updatedAt = state.now()
  const { about } = consent
  if ("paymentId" in about) decidePayment(state, about.paymentId, accepted)
  else decideCard(state, about, accepted)
  state.tell(accepted ? "Consent.Granted" : "Consent.Refused", consent.id)
}

/** The project withdraws it: nobody can give it any more, and what waited for it comes to nothing. */
export const withdraw = (state: SwanState, consent: SimulatedConsent) => {
  consent.status = "Canceled"
  consent.updatedAt = state.now()
  const { about } = consent
  if ("paymentId" in about) decidePayment(state, about.paymentId, false)
  else decideCard(state, about, false)
  state.tell("Consent.Canceled", consent.id)
}
