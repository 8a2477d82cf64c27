import { authorise, type AuthorisationInput, debit, payBack } from "./cardPayments.ts"
import { type Debit, receiveDebit } from "./receiveDebit.ts"
import { add, credit, minorOf, move, type SimulatedTransaction, type SwanState } from "./SwanState.ts"

interface Incoming {
  readonly amount: { readonly value: string; readonly currency: string }
  readonly creditorIban: string
  readonly debtorIban: string
  readonly debtorName: string
  readonly endToEndId?: string
  readonly label?: string
  readonly isInstant?: boolean
}

interface Chosen {
  readonly transactionId: string
  readonly reasonCode?: string
}

interface HolderUpdate {
  readonly accountHolderId: string
  readonly verificationStatus?: string
  readonly verificationRequirements?: ReadonlyArray<string>
}

/** What each field of the Testing API does: what the rest of the world would do to the accounts. */
export const testingApi = ({ state }: { readonly state: SwanState }) => {
  const outgoing = (id: string, status: SimulatedTransaction["status"]) =>
    state.transactions.find((one) => one.id === id && one.side === "Debit" && one.status === status)
  return {
    ...cardFields(state),
    ...holderFields(state),
    simulateIncomingSepaCreditTransferReception: ({ input }: { readonly input: Incoming }) => {
      const virtual = state.virtualIbans.find(
        ({ IBAN, status }) => IBAN === input.creditorIban && status === "Enabled"
      )
      const account = state.accounts.find(
        ({ iban, id }) => iban === input.creditorIban || id === virtual?.accountId
      )
      const minor = minorOf(input.amount)
      if (account === undefined || minor === undefined) return forbidden
      const { debtorIban: iban, debtorName: name, endToEndId: reference, isInstant, label } = input
      const { id } = credit(state, account, {
        minor,
        name,
        iban,
        ...(label === undefined ? {} : { label }),
        ...(reference === undefined ? {} : { reference }),
        ...(isInstant === undefined ? {} : { isInstant }),
        ...(virtual === undefined ? {} : { virtualIbanId: virtual.id })
      })
      return success("SimulateIncomingSepaCreditTransferReceptionSuccessPayload", id)
    },
    simulateOutgoingSepaDirectDebitReception: ({ input }: { readonly input: Debit }) => {
      const account = state.accounts.find(({ iban }) => iban === input.debtorIban)
      const minor = minorOf(input.amount)
      if (account === undefined || minor === undefined) return forbidden
      const { id } = receiveDebit(state, account.id, minor, input)
      return success("SimulateOutgoingSepaDirectDebitReceptionSuccessPayload", id)
    },
    simulateOutgoingSepaCreditTransferBooking: ({ input }: { readonly input: Chosen }) => {
      const transaction = outgoing(input.transactionId, "Pending")
      if (transaction === undefined) return notFound(input)
      move(state, transaction, "Booked")
      return success("SimulateOutgoingSepaCreditTransferBookingSuccessPayload", transaction.id)
    },
    simulateOutgoingSepaCreditTransferRejection: ({ input }: { readonly input: Chosen }) => {
      const transaction = outgoing(input.transactionId, "Pending")
      if (transaction === undefined) return notFound(input)
      move(state, transaction, "Rejected", input.reasonCode ?? "AccountClosed")
      return success("SimulateOutgoingSepaCreditTransferRejectionSuccessPayload", transaction.id)
    },
    simulateOutgoingSepaCreditTransferReturn: ({ input }: { readonly input: Chosen }) =>
      givenBack(state, outgoing(input.transactionId, "Booked"), input, "Out", "Return"),
    simulateOutgoingSepaCreditTransferAcceptedRecall: ({ input }: { readonly input: Chosen }) =>
      givenBack(state, outgoing(input.transactionId, "Booked"), input, "Out", "AcceptedRecall"),
    simulateIncomingSepaCreditTransferAcceptedRecall: ({ input }: { readonly input: Chosen }) =>
      givenBack(
        state,
        state.transactions.find(({ id, side }) => id === input.transactionId && side === "Credit"),
        input,
        "In",
        "AcceptedRecall"
      )
  }
}

const holderFields = (state: SwanState) => ({
  updateAccountHolder: ({ input }: { readonly input: HolderUpdate }) => {
    if (input.accountHolderId !== state.projectId) {
      return { __typename: "AccountHolderNotFoundRejection", message: "No such holder" }
    }
    state.verification = {
      status: input.verificationStatus ?? state.verification.status,
      wanted: input.verificationRequirements ?? []
    }
    state.tell("AccountHolder.Updated", state.projectId)
    return {
      __typename: "UpdateAccountHolderSuccessPayload",
      accountHolder: { id: state.projectId }
    }
  }
})

/** The whole money of a transfer goes the other way, by a movement that names it. */
const givenBack = (
  state: SwanState,
  transaction: SimulatedTransaction | undefined,
  input: Chosen,
  way: "In" | "Out",
  how: "AcceptedRecall" | "Return"
) => {
  if (transaction === undefined) return notFound(input)
  const { id } = add(state, {
    ...transaction,
    type: `SepaCreditTransfer${way}${how === "Return" ? how : "Recall"}`,
    side: way === "Out" ? "Credit" : "Debit",
    status: "Booked",
    originTransactionId: transaction.id,
    externalReference: null,
    reason: how === "Return" ? (input.reasonCode ?? null) : "RecallAccepted",
    executionAt: Date.now()
  })
  return success(
    `Simulate${way === "Out" ? "Outgoing" : "Incoming"}SepaCreditTransfer${how}SuccessPayload`,
    id
  )
}

interface OfTransaction {
  readonly transactionId: string
  readonly amount?: { readonly value: string; readonly currency: string }
  readonly reason?: string
}

/** What merchants do with the project's cards. */
const cardFields = (state: SwanState) => {
  const known = (id: string, type: string) =>
    state.transactions.find((one) => one.id === id && one.type === type)
  const amountIn = ({ amount }: OfTransaction, whole: bigint) =>
    amount === undefined ? whole : (minorOf(amount) ?? whole)
  return {
    simulateOutgoingCardAuthorization: async ({ input }: { readonly input: AuthorisationInput }) => {
      const made = await authorise(state, input)
      if (made === undefined) return { __typename: "CardNotFoundRejection", message: "No such card" }
      return made.status === "Rejected"
        ? {
            __typename: "SimulateOutgoingCardAuthorizationRejectPayload",
            transactionId: made.id,
            rejectedReason: made.reason
          }
        : success("SimulateOutgoingCardAuthorizationSuccessPayload", made.id)
    },
    simulateOutgoingCardDebit: ({ input }: { readonly input: OfTransaction }) => {
      const authorisation = known(input.transactionId, "CardOutAuthorization")
      if (authorisation === undefined || authorisation.status === "Rejected") return notFound(input)
      const made = debit(state, authorisation, amountIn(input, authorisation.minor))
      return success("SimulateOutgoingCardDebitSuccessPayload", made.id)
    },
    simulateOutgoingCardDebitReverse: ({ input }: { readonly input: OfTransaction }) => {
      const taken = known(input.transactionId, "CardOutDebit")
      if (taken === undefined) return notFound(input)
      const made = payBack(state, taken, "CardOutDebitReversal", amountIn(input, taken.minor))
      return success("SimulateOutgoingCardDebitReverseSuccessPayload", made.id)
    },
    simulateOutgoingCardCredit: ({ input }: { readonly input: Credited }) => {
      const taken = known(input.originTransactionId ?? "", "CardOutDebit")
      const minor = minorOf(input.amount)
      if (taken === undefined || minor === undefined || taken.card?.cardId !== input.cardId) return forbidden
      return success(
        "SimulateOutgoingCardCreditSuccessPayload",
        payBack(state, taken, "CardOutCredit", minor).id
      )
    },
    simulateOutgoingCardAuthorizationRelease: ({ input }: { readonly input: OfTransaction }) => {
      const authorisation = known(input.transactionId, "CardOutAuthorization")
      if (authorisation?.status !== "Pending") return notFound(input)
      move(state, authorisation, "Released", input.reason ?? "Expired")
      return success("SimulateOutgoingCardAuthorizationReleaseSuccessPayload", authorisation.id)
    }
  }
}

interface Credited {
  readonly cardId: string
  readonly amount: { readonly value: string; readonly currency: string }
  readonly originTransactionId?: string
}

const forbidden = { __typename: "ForbiddenRejection", message: "No such account, or no amount" }

const notFound = ({ transactionId: id }: Pick<Chosen, "transactionId">) => ({
  __typename: "TransactionNotFoundRejection",
  id,
  message: "No such transaction in a state that allows this"
})

const success = (__typename: string, transactionId: string) => ({ __typename, transactionId })
