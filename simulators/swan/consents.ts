import { decideCard } from "./cards.ts"
import { bringBack, decideMandate } from "./mandates.ts"
import { decideMembership } from "./memberships.ts"
import { decidePayment } from "./payments.ts"
import { decideStandingOrder } from "./standingOrders.ts"
import type { SimulatedConsent, SwanState } from "./SwanState.ts"

/** What the person decides on the consent page; a second decision changes nothing. */
export const decide = (state: SwanState, consent: SimulatedConsent, accepted: boolean) => {
  if (consent.status !== "Created") return
  consent.status = accepted ? "Accepted" : "CustomerRefused"
  consent.updatedAt = state.now()
  carryOut(state, consent, accepted)
  state.tell(accepted ? "Consent.Granted" : "Consent.Refused", consent.id)
}

/** The project withdraws it: nobody can give it any more, and what waited for it comes to nothing. */
export const withdraw = (state: SwanState, consent: SimulatedConsent) => {
  consent.status = "Canceled"
  consent.updatedAt = state.now()
  carryOut(state, consent, false)
  state.tell("Consent.Canceled", consent.id)
}

const carryOut = (state: SwanState, { about }: SimulatedConsent, accepted: boolean) => {
  if ("paymentId" in about) decidePayment(state, about.paymentId, accepted)
  else if ("mandateId" in about) decideMandate(state, about.mandateId, accepted)
  else if ("standingOrderId" in about) decideStandingOrder(state, about.standingOrderId, accepted)
  else if ("membershipId" in about) decideMembership(state, about, accepted)
  else if ("returnOf" in about) {
    if (accepted) bringBack(state, about.returnOf)
  } else decideCard(state, about, accepted)
}
