import type { Caller } from "./partnerApi.ts"
import { payeeResult } from "./payeeResult.ts"
import { connectionOf, shownConsent } from "./shownAs.ts"
import { minorOf, openConsent, type SimulatedStandingOrder, type SwanState } from "./SwanState.ts"

interface Wanted {
  readonly accountId: string
  readonly amount?: { readonly value: string; readonly currency: string }
  readonly firstExecutionDate?: string
  readonly sepaBeneficiary?: { readonly name: string }
  readonly reference?: string
  readonly consentRedirectUrl: string
}

const forbidden = { __typename: "ForbiddenRejection", message: "A user must start this" }

/** Standing orders of the project. The simulation pays none: they are given, consented to and cancelled. */
export const standingOrderFields = ({ origin, state, userId = "" }: Caller) => ({
  standingOrder: ({ standingOrderId }: { readonly standingOrderId: string }) => {
    const order = state.standingOrders.find(({ id }) => id === standingOrderId)
    return order === undefined ? null : shownStandingOrder(state, order, origin)
  },
  scheduleStandingOrder: ({ input }: { readonly input: Wanted }) => {
    const account = state.accounts.find(({ id }) => id === input.accountId)
    if (userId === "" || account === undefined) return forbidden
    const minor = input.amount === undefined ? undefined : minorOf(input.amount)
    if (minor === undefined) {
      return { __typename: "InvalidArgumentRejection", message: "amount: in EUR, above zero" }
    }
    const made: SimulatedStandingOrder = {
      id: crypto.randomUUID(),
      accountId: account.id,
      reference: input.reference ?? null,
      name: input.sepaBeneficiary?.name ?? "",
      minor,
      next: (input.firstExecutionDate ?? new Date().toISOString()).slice(0, 10),
      consentId: crypto.randomUUID(),
      status: "ConsentPending"
    }
    state.standingOrders.push(made)
    openConsent(state, {
      id: made.consentId,
      redirectUrl: input.consentRedirectUrl,
      userId,
      about: { standingOrderId: made.id }
    })
    return {
      __typename: "ScheduleStandingOrderSuccessPayload",
      standingOrder: shownStandingOrder(state, made, origin),
      beneficiaryVerificationResult: payeeResult(made.name)
    }
  },
  cancelStandingOrder: ({ input }: { readonly input: { readonly standingOrderId: string } }) => {
    const order = state.standingOrders.find(({ id }) => id === input.standingOrderId)
    if (userId === "") return forbidden
    if (order === undefined) return { __typename: "StandingOrderNotFoundRejection", message: "No such order" }
    order.status = "Canceled"
    state.tell("StandingOrder.Canceled", order.id)
    return {
      __typename: "CancelStandingOrderSuccessPayload",
      standingOrder: shownStandingOrder(state, order, origin)
    }
  }
})

/** What becomes of a standing order once its consent is decided. */
export const decideStandingOrder = (state: SwanState, id: string, accepted: boolean) => {
  const order = state.standingOrders.find((one) => one.id === id)
  if (order?.status !== "ConsentPending" || !accepted) return
  order.status = "Enabled"
  state.tell("StandingOrder.Scheduled", order.id)
}

/** Those of an account, as the schema shows them. */
export const standingOrdersOf = (
  state: SwanState,
  accountId: string,
  origin: string,
  asked: Parameters<typeof connectionOf>[1]
) =>
  connectionOf(
    state.standingOrders.filter((one) => one.accountId === accountId),
    asked,
    (one) => shownStandingOrder(state, one, origin)
  )

const shownStandingOrder = (
  state: SwanState,
  { consentId, id, next, reference, status }: SimulatedStandingOrder,
  origin: string
) => {
  const consent = state.consents.find((one) => one.id === consentId)
  return {
    id,
    reference,
    nextExecutionDate: status === "Enabled" ? next : null,
    statusInfo: {
      __typename: `StandingOrder${status}StatusInfo`,
      status,
      consent: consent === undefined ? null : shownConsent(consent, origin)
    }
  }
}
