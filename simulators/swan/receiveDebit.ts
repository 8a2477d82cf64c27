import { add, type SimulatedMandate, type SimulatedTransaction, type SwanState } from "./SwanState.ts"

/** A direct debit that somebody presents: the schema has checked its shape. */
export interface Debit {
  readonly amount: { readonly value: string; readonly currency: string }
  readonly creditor: { readonly name: string; readonly identifier?: string }
  readonly debtorIban: string
  readonly mandateReference: string
  readonly mandateType: string
  readonly label?: string
  readonly endToEndId?: string
}

/** Booked at once under its mandate, which is made where it is new; rejected while that is not in use. */
export const receiveDebit = (
  state: SwanState,
  accountId: string,
  minor: bigint,
  debit: Debit
): SimulatedTransaction => {
  const mandate = mandateOf(state, accountId, debit)
  const enabled = mandate.status === "Enabled"
  return add(state, {
    typename: "SEPADirectDebitTransaction",
    type: "SepaDirectDebitOut",
    paymentProduct: "SEPADirectDebit",
    accountId,
    side: "Debit",
    minor,
    label: debit.label ?? "",
    reference: debit.endToEndId ?? "NOTPROVIDED",
    externalReference: null,
    counterparty: debit.creditor.name,
    counterpartyIban: null,
    paymentId: null,
    originTransactionId: null,
    mandateId: mandate.id,
    status: enabled ? "Booked" : "Rejected",
    reason: enabled ? null : "MandateInvalid"
  })
}

const mandateOf = (state: SwanState, accountId: string, debit: Debit): SimulatedMandate => {
  const known = state.mandates.find(
    (one) => one.accountId === accountId && one.reference === debit.mandateReference
  )
  if (known !== undefined) return known
  const made: SimulatedMandate = {
    id: crypto.randomUUID(),
    accountId,
    reference: debit.mandateReference,
    scheme: debit.mandateType === "B2B" ? "SepaDirectDebitB2b" : "SepaDirectDebitCore",
    creditor: { name: debit.creditor.name, identifier: debit.creditor.identifier ?? "FR72ZZZ999999" },
    status: "Enabled",
    consentId: null
  }
  state.mandates.push(made)
  return made
}
