import { fromMinor, toMinor } from "../../domain/shared/Money.ts"
import { Result } from "effect"
import type { SimulatedOnboarding } from "./onboardings.ts"
import type { CardFacts, PaymentControl, SimulatedCard, SimulatedMembership } from "./SimulatedCard.ts"
import { simulatedIban } from "./simulatedIban.ts"

/** An account of the simulation: amounts are in euro cents. */
export interface SimulatedAccount {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly iban: string
  readonly reserved: bigint
}

export interface SimulatedVirtualIban {
  readonly id: string
  readonly accountId: string
  readonly IBAN: string
  readonly label: string | null
  status: "Canceled" | "Enabled"
}

/** A mandate under which the account is debited. */
export interface SimulatedMandate {
  readonly id: string
  readonly accountId: string
  readonly reference: string
  readonly scheme: "SepaDirectDebitB2b" | "SepaDirectDebitCore"
  readonly creditor: { readonly name: string; readonly identifier: string }
  status: "ConsentPending" | "Enabled" | "Suspended"
  consentId: string | null
}

export interface SimulatedStandingOrder {
  readonly id: string
  readonly accountId: string
  readonly reference: string | null
  readonly name: string
  readonly minor: bigint
  readonly next: string
  readonly consentId: string
  status: "Canceled" | "ConsentPending" | "Enabled"
}

export interface SimulatedStatement {
  readonly id: string
  readonly accountId: string
  readonly format: "CSV" | "PDF"
  readonly openingDate: string
  readonly closingDate: string
  readonly createdAt: number
  status: "Generated" | "Pending"
}

export type TransactionStatus = "Booked" | "Canceled" | "Pending" | "Rejected" | "Released" | "Upcoming"

export interface SimulatedTransaction {
  readonly id: string
  readonly typename:
    | "CardTransaction"
    | "InternalCreditTransfer"
    | "SEPACreditTransferTransaction"
    | "SEPADirectDebitTransaction"
  readonly type: string
  readonly paymentProduct: string
  readonly accountId: string
  readonly side: "Credit" | "Debit"
  readonly minor: bigint
  readonly label: string
  readonly reference: string
  readonly externalReference: string | null
  readonly counterparty: string
  readonly counterpartyIban: string | null
  readonly paymentId: string | null
  readonly originTransactionId: string | null
  readonly mandateId: string | null
  /** The virtual IBAN on which it arrived. */
  readonly virtualIbanId?: string
  /** Of a movement of a card. */
  readonly card?: CardFacts
  readonly createdAt: number
  status: TransactionStatus
  executionAt: number
  updatedAt: number
  bookedAt: number | null
  reason: string | null
  /** An instant transfer that was rejected and goes on as a regular one. */
  hasFallback: boolean
}

export interface SimulatedConsent {
  readonly id: string
  readonly redirectUrl: string
  readonly userId: string
  /** What is done once it is given. */
  readonly about:
    | { readonly paymentId: string }
    | { readonly mandateId: string }
    | { readonly returnOf: string }
    | { readonly standingOrderId: string }
    | { readonly cardId: string }
    | { readonly cardId: string; readonly numbers: true }
    | {
        readonly membershipId: string
        readonly becomes: Partial<Pick<SimulatedMembership, "rights" | "status">>
      }
    | { readonly cardId: string; readonly change: Pick<SimulatedCard, "limit" | "switches"> }
  readonly createdAt: number
  updatedAt: number
  status: "Accepted" | "Canceled" | "Created" | "CustomerRefused" | "Expired"
}

export interface SimulatedTransfer {
  readonly minor: bigint
  readonly label: string
  readonly reference: string
  readonly externalReference: string | null
  readonly mode: string
  readonly executionAt: number | null
  readonly name: string
  readonly iban: string | null
  readonly accountNumber: string | null
}

export interface SimulatedPayment {
  readonly id: string
  readonly accountId: string
  readonly createdAt: number
  readonly consentId: string
  readonly transfers: ReadonlyArray<SimulatedTransfer>
  readonly transactionIds: Array<string>
  updatedAt: number
  status: "ConsentPending" | "Initiated" | "Rejected"
  reason: string | null
}

export interface Subscription {
  readonly id: string
  readonly label: string
  readonly endpoint: string
  readonly secret: string
  readonly eventTypes: ReadonlyArray<string>
}

export interface SimulatedEvent {
  readonly id: string
  readonly eventId: string
  readonly eventType: string
  readonly resourceId: string
  readonly at: number
}

/** Everything that one project has: nothing of it is shared with another project. */
export interface SwanState {
  readonly projectId: string
  readonly accounts: Array<SimulatedAccount>
  readonly virtualIbans: Array<SimulatedVirtualIban>
  readonly mandates: Array<SimulatedMandate>
  readonly standingOrders: Array<SimulatedStandingOrder>
  readonly statements: Array<SimulatedStatement>
  readonly transactions: Array<SimulatedTransaction>
  readonly payments: Array<SimulatedPayment>
  readonly consents: Array<SimulatedConsent>
  readonly memberships: Array<SimulatedMembership>
  readonly cards: Array<SimulatedCard>
  readonly onboardings: Array<SimulatedOnboarding>
  /** How far the holder of the accounts is verified, and what is wanted while information is waited for. */
  verification: { readonly status: string; readonly wanted: ReadonlyArray<string> }
  /** Whom an authorisation is put to before it is answered; null: nobody. */
  control: PaymentControl | null
  readonly byIdempotencyKey: Map<string, { readonly input: string; readonly paymentId: string }>
  readonly payeeTokens: Map<string, "fresh" | "used">
  readonly subscriptions: Array<Subscription>
  /** What was told, oldest first. */
  readonly events: Array<SimulatedEvent>
  /** After how many milliseconds a pending transfer is booked by itself; null: the Testing API books it. */
  readonly booksAfter: number | null
  /** Tells a subscriber; the simulator's host posts it. */
  readonly tell: (eventType: string, resourceId: string) => void
  /** A clock that never answers the same moment twice. */
  readonly now: () => number
}

/** A new project: two accounts, of which the first has 10,000.00 EUR. */
export const newState = (
  projectId: string,
  serial: number,
  booksAfter: number | null,
  post: (event: SimulatedEvent, to: ReadonlyArray<Subscription>) => void
): SwanState => {
  let last = 0
  const accounts = [
    accountOf(serial * 10 + 1, "Compte principal"),
    accountOf(serial * 10 + 2, "Compte de réserve")
  ]
  const state: SwanState = {
    projectId,
    accounts,
    virtualIbans: accounts.map(({ id, number }) => ({
      id: `${id}-1`,
      accountId: id,
      IBAN: simulatedIban(Number(number) + 500),
      label: "Clients",
      status: "Enabled"
    })),
    standingOrders: [],
    statements: accounts.map(({ id }) => ({
      id: crypto.randomUUID(),
      accountId: id,
      format: "PDF",
      openingDate: "2025-12-31T23:00:00.000Z",
      closingDate: "2026-01-31T22:59:59.000Z",
      createdAt: Date.parse("2026-02-01T00:00:00.000Z"),
      status: "Generated"
    })),
    mandates: accounts.map(({ id }) => ({
      id: `${id}-mandate`,
      accountId: id,
      reference: "RUM-SIMULATION-1",
      scheme: "SepaDirectDebitCore",
      creditor: { name: "Électricité simulée", identifier: "FR72ZZZ999999" },
      status: "Enabled",
      consentId: null
    })),
    transactions: [],
    payments: [],
    consents: [],
    memberships: [
      ...accounts.map(({ id }, index) => memberOf(id, `membre-${index + 1}@simulation.example`, null)),
      ...accounts.map(({ id }) => memberOf(id, "dirigeant@simulation.example", "user-1"))
    ],
    cards: [],
    onboardings: [],
    verification: { status: "Verified", wanted: [] },
    control: null,
    byIdempotencyKey: new Map(),
    payeeTokens: new Map(),
    subscriptions: [],
    events: [],
    booksAfter,
    tell: (eventType, resourceId) => {
      const wanted = state.subscriptions.filter(({ eventTypes }) => eventTypes.includes(eventType))
      if (wanted.length === 0) return
      const id = crypto.randomUUID()
      const event = { id, eventId: crypto.randomUUID(), eventType, resourceId, at: Date.now() }
      state.events.push(event)
      post(event, wanted)
    },
    now: () => (last = Math.max(Date.now(), last + 1))
  }
  const [first] = state.accounts
  if (first !== undefined) credit(state, first, { minor: 1_000_000n, name: "Apport de démonstration" })
  return state
}

/** Who may do everything; the one that is a user is the legal representative. */
const memberOf = (accountId: string, email: string, userId: string | null): SimulatedMembership => ({
  id: crypto.randomUUID(),
  accountId,
  email,
  userId,
  legalRepresentative: userId !== null,
  rights: {
    canViewAccount: true,
    canManageBeneficiaries: true,
    canInitiatePayments: true,
    canManageAccountMembership: true,
    canManageCards: true
  },
  status: "Enabled",
  consentId: null
})

const accountOf = (serial: number, name: string): SimulatedAccount => ({
  id: crypto.randomUUID(),
  number: String(serial).padStart(11, "0"),
  name,
  iban: simulatedIban(serial),
  reserved: 0n
})

/** One more account of the project, with nothing on it. */
export const openAccount = (state: SwanState, name: string): SimulatedAccount => {
  const serial = Math.max(...state.accounts.map(({ number }) => Number(number))) + 1000
  const made = accountOf(serial, name)
  state.accounts.push(made)
  return made
}

/** Money that comes in from elsewhere: booked at once. */
export const credit = (
  state: SwanState,
  account: SimulatedAccount,
  from: {
    readonly minor: bigint
    readonly name: string
    readonly iban?: string
    readonly label?: string
    readonly reference?: string
    readonly isInstant?: boolean
    readonly virtualIbanId?: string
  }
) =>
  add(state, {
    typename: "SEPACreditTransferTransaction",
    type: from.isInstant === true ? "SepaInstantCreditTransferIn" : "SepaCreditTransferIn",
    paymentProduct: "SEPACreditTransfer",
    accountId: account.id,
    side: "Credit",
    minor: from.minor,
    label: from.label ?? from.name,
    reference: from.reference ?? "NOTPROVIDED",
    externalReference: null,
    counterparty: from.name,
    counterpartyIban: from.iban ?? null,
    paymentId: null,
    originTransactionId: null,
    mandateId: null,
    ...(from.virtualIbanId === undefined ? {} : { virtualIbanId: from.virtualIbanId }),
    status: "Booked",
    reason: null
  })

type NewTransaction = Omit<
  SimulatedTransaction,
  "bookedAt" | "createdAt" | "executionAt" | "hasFallback" | "id" | "updatedAt"
> & { readonly executionAt?: number }

export const add = (
  state: SwanState,
  transaction: NewTransaction,
  id: string = crypto.randomUUID()
): SimulatedTransaction => {
  const at = state.now()
  const made = {
    executionAt: at,
    ...transaction,
    id,
    createdAt: at,
    updatedAt: at,
    bookedAt: transaction.status === "Booked" ? at : null,
    hasFallback: false
  }
  state.transactions.push(made)
  state.tell(`Transaction.${made.status}`, made.id)
  return made
}

export const move = (
  state: SwanState,
  transaction: SimulatedTransaction,
  to: TransactionStatus,
  reason: string | null = null
) => {
  transaction.status = to
  transaction.updatedAt = state.now()
  transaction.reason = reason
  if (to === "Booked") transaction.bookedAt = transaction.updatedAt
  state.tell(`Transaction.${to}`, transaction.id)
}

/** Opens a consent, which a person decides on its page. */
export const openConsent = (
  state: SwanState,
  consent: Pick<SimulatedConsent, "about" | "id" | "redirectUrl" | "userId">
): SimulatedConsent => {
  const at = state.now()
  const made: SimulatedConsent = { ...consent, createdAt: at, updatedAt: at, status: "Created" }
  state.consents.push(made)
  state.tell("Consent.Created", made.id)
  return made
}

/** The four balances: what is available is booked, less what is pending, less what is reserved. */
export const balancesOf = (state: SwanState, { id, reserved }: SimulatedAccount) => {
  const own = state.transactions.filter(({ accountId }) => accountId === id)
  const sum = (status: TransactionStatus) =>
    own
      .filter((one) => one.status === status)
      .reduce((total, { minor, side }) => total + (side === "Credit" ? minor : -minor), 0n)
  const [booked, pending] = [sum("Booked"), sum("Pending")]
  return { booked, pending, reserved, available: booked + pending - reserved }
}

export const amountOf = (minor: bigint) => ({ value: fromMinor(minor, 2), currency: "EUR" })

/** Euro cents; none for what is no amount above zero. */
export const minorOf = ({ currency, value }: { readonly value: string; readonly currency: string }) => {
  const minor = Result.getOrElse(toMinor(value, 2), () => 0n)
  return currency === "EUR" && minor > 0n ? minor : undefined
}
