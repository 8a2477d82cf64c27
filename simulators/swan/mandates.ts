import type { Caller } from "./partnerApi.ts"
import { shownConsent, shownMandate } from "./shownAs.ts"
import { add, openConsent, type SimulatedMandate, type SwanState } from "./SwanState.ts"

const forbidden = { __typename: "ForbiddenRejection", message: "A user must start this" }

interface Enabling {
  readonly receivedDirectDebitMandateId: string
  readonly consentRedirectUrl?: string
}

/** Mandates that are suspended and enabled, and debits that come back: of a Core mandate alone, once each. */
export const mandateMutations = ({ origin, state, userId = "" }: Caller) => ({
  suspendReceivedDirectDebitMandate: ({ input }: { readonly input: Enabling }) => {
    const mandate = mandateIn(state, input)
    if (userId === "" || mandate === undefined) return userId === "" ? forbidden : noMandate(input)
    mandate.status = "Suspended"
    return shown("Suspend", state, mandate, origin)
  },
  enableReceivedDirectDebitMandate: ({ input }: { readonly input: Enabling }) => {
    const mandate = mandateIn(state, input)
    if (userId === "" || mandate === undefined) return userId === "" ? forbidden : noMandate(input)
    if (mandate.scheme === "SepaDirectDebitCore") mandate.status = "Enabled"
    else {
      mandate.status = "ConsentPending"
      mandate.consentId = crypto.randomUUID()
      openConsent(state, {
        id: mandate.consentId,
        redirectUrl: input.consentRedirectUrl ?? "https://example.com/",
        userId,
        about: { mandateId: mandate.id }
      })
    }
    return shown("Enable", state, mandate, origin)
  },
  returnTransaction: ({
    input
  }: {
    readonly input: { readonly transactionId: string; readonly consentRedirectUrl: string }
  }) => {
    if (userId === "") return forbidden
    const debit = state.transactions.find(({ id }) => id === input.transactionId)
    const mandate = state.mandates.find(({ id }) => id === debit?.mandateId)
    const back = state.transactions.some(({ originTransactionId }) => originTransactionId === debit?.id)
    if (debit?.status !== "Booked" || mandate?.scheme !== "SepaDirectDebitCore" || back) {
      return { __typename: "ReturnTransactionRejection", message: "This transaction cannot be refunded" }
    }
    const consent = openConsent(state, {
      id: crypto.randomUUID(),
      redirectUrl: input.consentRedirectUrl,
      userId,
      about: { returnOf: debit.id }
    })
    return { __typename: "ReturnTransactionSuccessPayload", consent: shownConsent(consent, origin) }
  }
})

/** What becomes of a mandate once its consent is decided. */
export const decideMandate = (state: SwanState, mandateId: string, accepted: boolean) => {
  const mandate = state.mandates.find(({ id }) => id === mandateId)
  if (mandate === undefined) return
  mandate.status = accepted ? "Enabled" : "Suspended"
  mandate.consentId = null
}

/** The money of a debit comes back. */
export const bringBack = (state: SwanState, debitId: string) => {
  const debit = state.transactions.find(({ id }) => id === debitId)
  if (debit === undefined) return
  add(state, {
    ...debit,
    type: "SepaDirectDebitOutReturn",
    side: "Credit",
    status: "Booked",
    originTransactionId: debit.id,
    reason: null,
    executionAt: Date.now()
  })
}

const mandateIn = ({ mandates }: SwanState, { receivedDirectDebitMandateId }: Enabling) =>
  mandates.find(({ id }) => id === receivedDirectDebitMandateId)

const noMandate = ({ receivedDirectDebitMandateId: id }: Enabling) => ({
  __typename: "ReceivedDirectDebitMandateNotFoundRejection",
  id,
  message: "No such mandate"
})

const shown = (verb: "Enable" | "Suspend", state: SwanState, mandate: SimulatedMandate, origin: string) => ({
  __typename: `${verb}ReceivedDirectDebitMandateSuccessPayload`,
  receivedDirectDebitMandate: shownMandate(state, mandate, origin)
})
