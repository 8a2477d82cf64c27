import { IllegalTransition } from "../../../../shared/errors.ts"
import type { ConsentStanding } from "../transfers/TransferOrder.ts"
import type { ProvidedStandingOrder } from "./ProvidedStandingOrder.ts"
import type { StandingOrder, StandingOrderState } from "./StandingOrder.ts"

/** The steps that a standing order can take, and nothing else. */
export const standingOrderTransitions: Readonly<
  Record<StandingOrderState, ReadonlyArray<StandingOrderState>>
> = {
  asked: ["unknown", "consent_pending", "active", "cancelled", "refused"],
  unknown: ["consent_pending", "active", "cancelled", "refused"],
  consent_pending: ["active", "cancelling", "cancelled", "refused"],
  active: ["cancelling", "cancelled"],
  cancelling: ["consent_pending", "active", "cancelled"],
  cancelled: [],
  refused: []
}

export const noStandingOrderStep = ({ id, state }: StandingOrder, attempted: StandingOrderState) =>
  new IllegalTransition({
    entity: "StandingOrder",
    id,
    from: state,
    attempted,
    allowed: standingOrderTransitions[state].filter((to) => to !== attempted)
  })

/** After what the institution shows. A word that nobody knows changes no state; nor does what is being cancelled go back. */
export const afterStanding = (order: StandingOrder, shown: ProvidedStandingOrder): StandingOrder => {
  const { check, consent, nextDate, reference, state } = shown
  const to = state.is === "other" ? undefined : states[state.is]
  const named = {
    ...order,
    reference,
    nextDate,
    ...(check === null ? {} : { payeeAnswer: check.answer, suggestedName: check.suggestedName })
  }
  const waits = order.state === "cancelling" && to !== "cancelled"
  if (to === undefined || waits || !standingOrderTransitions[order.state].includes(to)) return named
  return { ...named, state: to, consent: to === "consent_pending" ? consent : null }
}

/** A consent that ended without: it never pays. */
export const afterStandingConsent = (order: StandingOrder, { is, word }: ConsentStanding): StandingOrder =>
  order.state === "consent_pending" && is === "ended"
    ? { ...order, state: "refused", consent: null, reason: { code: word, fr: word, en: word } }
    : order

const states = { "consent-needed": "consent_pending", active: "active", cancelled: "cancelled" } as const
