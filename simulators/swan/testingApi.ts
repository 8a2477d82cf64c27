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

/** What each field of the Testing API does: what the rest of the world would do to the accounts. */
export const testingApi = ({ state }: { readonly state: SwanState }) => {
  const outgoing = (id: string, status: SimulatedTransaction["status"]) =>
    state.transactions.find((one) => one.id === id && one.side === "Debit" && one.status === status)
  return {
    simulateIncomingSepaCreditTransferReception: ({ input }: { readonly input: Incoming }) => {
      const account = state.accounts.find(({ iban }) => iban === input.creditorIban)
      const minor = minorOf(input.amount)
      if (account === undefined || minor === undefined) return forbidden
      const { debtorIban: iban, debtorName: name, endToEndId: reference, isInstant, label } = input
      const { id } = credit(state, account, {
        minor,
        name,
        iban,
        ...(label === undefined ? {} : { label }),
        ...(reference === undefined ? {} : { reference }),
        ...(isInstant === undefined ? {} : { isInstant })
      })
      return success("SimulateIncomingSepaCreditTransferReceptionSuccessPayload", id)
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
    simulateOutgoingSepaCreditTransferReturn: ({ input }: { readonly input: Chosen }) => {
      const transaction = outgoing(input.transactionId, "Booked")
      if (transaction === undefined) return notFound(input)
      const { id } = add(state, {
        ...transaction,
        type: "SepaCreditTransferOutReturn",
        side: "Credit",
        status: "Booked",
        originTransactionId: transaction.id,
        externalReference: null,
        reason: input.reasonCode ?? null,
        executionAt: Date.now()
      })
      return success("SimulateOutgoingSepaCreditTransferReturnSuccessPayload", id)
    }
  }
}

const forbidden = { __typename: "ForbiddenRejection", message: "No such account, or no amount" }

const notFound = ({ transactionId: id }: Chosen) => ({
  __typename: "TransactionNotFoundRejection",
  id,
  message: "No such transaction in a state that allows this"
})

const success = (__typename: string, transactionId: string) => ({ __typename, transactionId })
