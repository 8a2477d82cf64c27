import { createHash } from "node:crypto"
import { isIban } from "./simulatedIban.ts"
import {
  add,
  balancesOf,
  minorOf,
  move,
  openConsent,
  type SimulatedPayment,
  type SimulatedTransaction,
  type SimulatedTransfer,
  type SwanState
} from "./SwanState.ts"

/** What `initiateCreditTransfers` is given: the schema has checked its shape. */
export interface InitiateInput {
  readonly accountId?: string
  readonly consentRedirectUrl: string
  readonly idempotencyKey?: string
  readonly creditTransfers: ReadonlyArray<{
    readonly amount: { readonly value: string; readonly currency: string }
    readonly label?: string
    readonly reference?: string
    readonly externalReference?: string
    readonly mode?: string
    readonly requestedExecutionAt?: string
    readonly beneficiaryVerificationToken?: string
    readonly sepaBeneficiary?: { readonly iban: string; readonly name: string }
    readonly swanAccountBeneficiary?: { readonly accountNumber: string; readonly name: string }
  }>
}

type Refusal = { readonly __typename: string; readonly message: string; readonly fields?: unknown }

const refusal = (__typename: string, message: string, more: object = {}): Refusal => ({
  __typename,
  message,
  ...more
})

/** The same key and input answer the state that the first one has now; validation errors are not kept. */
export const initiate = (
  state: SwanState,
  input: InitiateInput,
  userId: string | undefined
): SimulatedPayment | Refusal => {
  if (userId === undefined || userId === "") return refusal("ForbiddenRejection", "A user must start this")
  const key = input.idempotencyKey === undefined ? undefined : `${userId} ${input.idempotencyKey}`
  const text = createHash("sha256").update(JSON.stringify(input)).digest("hex")
  const known = key === undefined ? undefined : state.byIdempotencyKey.get(key)
  if (known !== undefined) {
    const payment = state.payments.find(({ id }) => id === known.paymentId)
    if (known.input !== text || payment === undefined) {
      return refusal("IdempotencyConflictRejection", "This key was used with another input")
    }
    return payment
  }
  const account = state.accounts.find(({ id }) => id === input.accountId)
  if (account === undefined) {
    return refusal("AccountNotFoundRejection", "No such account", { id: input.accountId ?? "" })
  }
  const faults = faultsOf(input)
  if (faults.length > 0) return refusal("ValidationRejection", "Fields are invalid", { fields: faults })
  const tokens = input.creditTransfers.flatMap(({ beneficiaryVerificationToken: token }) => token ?? [])
  const used = tokens.filter((token) => state.payeeTokens.get(token) !== "fresh")
  if (used.length > 0) {
    return refusal("BeneficiaryVerificationTokenAlreadyConsumedRejection", "Token already consumed", {
      beneficiaryVerificationTokens: used
    })
  }
  for (const token of tokens) state.payeeTokens.set(token, "used")
  const payment = open(state, account.id, input, userId)
  if (key !== undefined) state.byIdempotencyKey.set(key, { input: text, paymentId: payment.id })
  return payment
}

/** The schema: 2,500 records at most, and of several SEPA transfers each with the proof of its payee's check. */
const faultsOf = ({ creditTransfers }: InitiateInput) => {
  if (creditTransfers.length > 2500) {
    return [{ code: "TooLong", message: "At most 2500 records", path: ["creditTransfers"] }]
  }
  return creditTransfers.flatMap(({ amount, reference = "", sepaBeneficiary, ...one }, index) => {
    const fault = (field: string, message: string) => ({
      code: "InvalidString",
      message,
      path: ["creditTransfers", String(index), field]
    })
    const unproven = one.beneficiaryVerificationToken === undefined && creditTransfers.length > 1
    return [
      ...(minorOf(amount) === undefined ? [fault("amount", "An amount in EUR above zero")] : []),
      ...(sepaBeneficiary !== undefined && !isIban(sepaBeneficiary.iban)
        ? [fault("sepaBeneficiary", "The IBAN is invalid")]
        : []),
      ...(sepaBeneficiary !== undefined && unproven
        ? [fault("beneficiaryVerificationToken", "Mandatory for bulk SEPA credit transfers")]
        : []),
      ...(reference.length > 35 ? [fault("reference", "At most 35 characters")] : [])
    ]
  })
}

const open = (
  state: SwanState,
  accountId: string,
  input: InitiateInput,
  userId: string
): SimulatedPayment => {
  const at = state.now()
  const payment: SimulatedPayment = {
    id: crypto.randomUUID(),
    accountId,
    createdAt: at,
    updatedAt: at,
    consentId: crypto.randomUUID(),
    transfers: input.creditTransfers.map(transferOf),
    transactionIds: [],
    status: "ConsentPending",
    reason: null
  }
  state.payments.push(payment)
  openConsent(state, {
    id: payment.consentId,
    redirectUrl: input.consentRedirectUrl,
    userId,
    about: { paymentId: payment.id }
  })
  return payment
}

const transferOf = (one: InitiateInput["creditTransfers"][number]): SimulatedTransfer => ({
  minor: minorOf(one.amount) ?? 0n,
  label: one.label ?? "",
  reference: one.reference ?? "NOTPROVIDED",
  externalReference: one.externalReference ?? null,
  mode: one.mode ?? "Regular",
  executionAt: one.requestedExecutionAt === undefined ? null : Date.parse(one.requestedExecutionAt),
  name: one.sepaBeneficiary?.name ?? one.swanAccountBeneficiary?.name ?? "",
  iban: one.sepaBeneficiary?.iban ?? null,
  accountNumber: one.swanAccountBeneficiary?.accountNumber ?? null
})

/** What becomes of a payment once its consent is decided. */
export const decidePayment = (state: SwanState, id: string, accepted: boolean) => {
  const payment = state.payments.find((one) => one.id === id)
  if (payment === undefined) return
  payment.updatedAt = state.now()
  if (!accepted) {
    payment.status = "Rejected"
    payment.reason = "The consent was refused"
    return
  }
  payment.status = "Initiated"
  for (const transfer of payment.transfers) payment.transactionIds.push(start(state, payment, transfer).id)
}

const start = (
  state: SwanState,
  payment: SimulatedPayment,
  transfer: SimulatedTransfer
): SimulatedTransaction => {
  const later = transfer.executionAt !== null && transfer.executionAt > state.now()
  const internal = transfer.accountNumber !== null
  const instant = transfer.mode !== "Regular"
  const transaction = add(state, {
    typename: internal ? "InternalCreditTransfer" : "SEPACreditTransferTransaction",
    type: internal
      ? "InternalCreditTransferOut"
      : instant
        ? "SepaInstantCreditTransferOut"
        : "SepaCreditTransferOut",
    paymentProduct: "SEPACreditTransfer",
    accountId: payment.accountId,
    side: "Debit",
    minor: transfer.minor,
    label: transfer.label,
    reference: transfer.reference,
    externalReference: transfer.externalReference,
    counterparty: transfer.name,
    counterpartyIban: transfer.iban,
    paymentId: payment.id,
    originTransactionId: null,
    mandateId: null,
    status: "Upcoming",
    reason: null,
    ...(transfer.executionAt === null ? {} : { executionAt: transfer.executionAt })
  })
  if (!later) execute(state, transaction, transfer)
  return transaction
}

/** A payee of this very name stands for a bank that takes no instant transfer. */
const noInstant = "NoInstant"

/** Takes the money, if there is enough: what is above the available balance is refused. */
const execute = (state: SwanState, transaction: SimulatedTransaction, transfer: SimulatedTransfer) => {
  const account = state.accounts.find(({ id }) => id === transaction.accountId)
  if (account === undefined || balancesOf(state, account).available < transaction.minor) {
    return move(state, transaction, "Rejected", "InsufficientFunds")
  }
  if (transfer.accountNumber !== null) {
    const other = state.accounts.find(({ number }) => number === transfer.accountNumber)
    if (other === undefined) return move(state, transaction, "Rejected", "AccountClosed")
    move(state, transaction, "Booked")
    return void add(state, {
      ...transaction,
      type: "InternalCreditTransferIn",
      accountId: other.id,
      side: "Credit",
      counterparty: account.name,
      status: "Booked"
    })
  }
  if (transfer.mode === "Regular") return move(state, transaction, "Pending")
  if (transfer.name !== noInstant) return move(state, transaction, "Booked")
  transaction.hasFallback = transfer.mode === "InstantWithFallback"
  move(state, transaction, "Rejected", "BeneficiaryBankNotReachable")
  if (!transaction.hasFallback) return
  const payment = state.payments.find(({ id }) => id === transaction.paymentId)
  const regular = add(state, {
    ...transaction,
    type: "SepaCreditTransferOut",
    status: "Pending",
    reason: null
  })
  payment?.transactionIds.push(regular.id)
}

/** The day of an upcoming transfer has come, or a pending one was on its way for long enough. */
export const executeDue = (state: SwanState) => {
  const { booksAfter } = state
  for (const transaction of state.transactions) {
    const waits =
      transaction.status === "Pending" &&
      transaction.typename !== "CardTransaction" &&
      transaction.paymentId !== null
    if (waits && booksAfter !== null && transaction.updatedAt + booksAfter <= Date.now()) {
      move(state, transaction, "Booked")
    }
    if (transaction.status !== "Upcoming" || transaction.executionAt > Date.now()) continue
    const payment = state.payments.find(({ id }) => id === transaction.paymentId)
    const transfer = payment?.transfers[payment.transactionIds.indexOf(transaction.id)]
    if (transfer !== undefined) execute(state, transaction, transfer)
  }
}
