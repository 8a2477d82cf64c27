import type { CardFacts, SimulatedCard, SimulatedMembership } from "./SimulatedCard.ts"
import {
  amountOf,
  balancesOf,
  type SimulatedAccount,
  type SimulatedConsent,
  type SimulatedEvent,
  type SimulatedMandate,
  type SimulatedPayment,
  type SimulatedTransaction,
  type SimulatedVirtualIban,
  type SwanState
} from "./SwanState.ts"

interface PageArguments {
  readonly first: number
  readonly after?: string | null
}

export interface TransactionArguments extends PageArguments {
  readonly filters?: {
    readonly status?: ReadonlyArray<string>
    readonly isAfterUpdatedAt?: string
    readonly includeRejectedWithFallback?: boolean
  } | null
  readonly orderBy?: { readonly field?: string; readonly direction?: string } | null
}

export const at = (moment: number) => new Date(moment).toISOString()

/** A Relay connection over items that are in order; the cursor is the last item's own id. */
export const connectionOf = <A extends { readonly id: string }>(
  items: ReadonlyArray<A>,
  { after, first }: PageArguments,
  show: (item: A) => unknown
) => {
  if (first > 100) throw new Error("first must be at most 100")
  const start =
    after === undefined || after === null ? 0 : items.findIndex(({ id }) => id === atob(after)) + 1
  const page = items.slice(start, start + first)
  const last = page.at(-1)
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: start + first < items.length,
      hasPreviousPage: start > 0,
      startCursor: page[0] === undefined ? null : btoa(page[0].id),
      endCursor: last === undefined ? null : btoa(last.id)
    },
    edges: page.map((item) => ({ cursor: btoa(item.id), node: show(item) }))
  }
}

/** An account as the schema shows it. */
export const shownAccount = (state: SwanState, account: SimulatedAccount, origin: string) => ({
  ...account,
  country: "FRA",
  currency: "EUR",
  IBAN: account.iban,
  BIC: "SIMUFRP1XXX",
  paymentLevel: "Unlimited",
  paymentAccountType: "PaymentService",
  requiredConsentToFetchNewTransactions: false,
  updatedAt: at(state.transactions.findLast(({ accountId }) => accountId === account.id)?.updatedAt ?? 0),
  statusInfo: { __typename: "AccountOpenedStatus", status: "Opened" },
  holder: shownHolder(state),
  balances: () => {
    const { available, booked, pending, reserved } = balancesOf(state, account)
    return {
      available: amountOf(available),
      booked: amountOf(booked),
      pending: amountOf(pending),
      reserved: amountOf(reserved)
    }
  },
  transactions: (asked: TransactionArguments) =>
    connectionOf(chosen(state, asked, account.id), asked, (one) => shownTransaction(state, one, origin)),
  memberships: (asked: PageArguments) =>
    connectionOf(
      state.memberships.filter(({ accountId }) => accountId === account.id),
      asked,
      (one) => shownMembership(state, one, origin)
    ),
  virtualIbanEntries: (asked: PageArguments) =>
    connectionOf(
      state.virtualIbans.filter(({ accountId }) => accountId === account.id),
      asked,
      shownVirtualIban
    ),
  receivedDirectDebitMandates: (asked: PageArguments) =>
    connectionOf(
      state.mandates.filter(({ accountId }) => accountId === account.id),
      asked,
      (one) => shownMandate(state, one, origin)
    )
})

export const shownVirtualIban = (one: SimulatedVirtualIban) => ({
  ...one,
  BIC: "SIMUFRP1XXX",
  blockSDD: false
})

/** A mandate as the schema shows it. */
export const shownMandate = (state: SwanState, { status, ...mandate }: SimulatedMandate, origin: string) => {
  const consent = state.consents.find(({ id }) => id === mandate.consentId)
  return {
    ...mandate,
    __typename: "SEPAReceivedDirectDebitMandate",
    name: null,
    createdAt: at(0),
    updatedAt: at(0),
    signatureDate: "2026-01-05",
    expiredAt: null,
    statusInfo: {
      __typename: `ReceivedDirectDebitMandateStatusInfo${status}`,
      status,
      consent: consent === undefined ? null : shownConsent(consent, origin)
    },
    sequence: "Recurrent",
    iban: state.accounts.find(({ id }) => id === mandate.accountId)?.iban
  }
}

export const shownHolder = ({ projectId, verification: { status, wanted } }: SwanState) => ({
  id: projectId,
  verificationStatus: status,
  verificationStatusInfo: {
    __typename: `AccountHolder${status}VerificationStatusInfo`,
    status,
    verificationRequirements: wanted.map((type) => ({ id: type, type }))
  },
  info: { __typename: "AccountHolderCompanyInfo", type: "Company", name: "Société simulée" }
})

/** The transactions that a filter lets through, in the order asked for. */
export const chosen = (
  { transactions }: Pick<SwanState, "transactions">,
  { filters, orderBy }: TransactionArguments,
  accountId?: string
): ReadonlyArray<SimulatedTransaction> => {
  const after = filters?.isAfterUpdatedAt === undefined ? 0 : Date.parse(filters.isAfterUpdatedAt)
  const field = orderBy?.field === "createdAt" ? "createdAt" : "updatedAt"
  const way = orderBy?.direction === "Asc" ? 1 : -1
  return transactions
    .filter(
      (one) =>
        (accountId === undefined || one.accountId === accountId) &&
        one.updatedAt > after &&
        (!one.hasFallback || filters?.includeRejectedWithFallback === true) &&
        (filters?.status === undefined || filters.status.includes(one.status))
    )
    .toSorted((a, b) => way * (a[field] - b[field]))
}

export const shownTransaction = (state: SwanState, one: SimulatedTransaction, origin: string): unknown => ({
  ...one,
  __typename: one.typename,
  amount: amountOf(one.minor),
  executionDate: at(one.executionAt),
  createdAt: at(one.createdAt),
  updatedAt: at(one.updatedAt),
  isCancelable: one.status === "Upcoming",
  returnReason: one.originTransactionId === null ? null : one.reason,
  statusInfo: statusOf(one),
  creditor: one.side === "Debit" ? partyOf(one, "SEPACreditTransferOutCreditor") : ownCreditor(one),
  debtor: one.side === "Credit" ? partyOf(one, "SEPACreditTransferInDebtor") : own("OutDebtor"),
  mandate:
    one.mandateId === null ? null : { __typename: "SEPAReceivedDirectDebitMandate", id: one.mandateId },
  ...(one.card === undefined ? {} : cardPartOf(state, one.card, origin)),
  account: () => {
    const account = state.accounts.find(({ id }) => id === one.accountId)
    return account === undefined ? null : shownAccount(state, account, origin)
  }
})

const cardPartOf = (state: SwanState, { cardId, merchant, original }: CardFacts, origin: string) => {
  const card = state.cards.find(({ id }) => id === cardId)
  return {
    originalAmount: original,
    merchant: {
      __typename: "CardOutMerchant",
      merchantId: merchant.id,
      merchantName: merchant.name,
      merchantCity: merchant.city,
      merchantCountry: merchant.country,
      merchantCategoryCode: merchant.code
    },
    cardDetails: {
      __typename: "CardOutDetails",
      card: card === undefined ? null : shownCard(state, card, origin),
      maskedPan: card?.masked ?? ""
    }
  }
}

/** A card as the schema shows it. */
export const shownCard = (state: SwanState, card: SimulatedCard, origin: string) => {
  const consent = state.consents.find(({ id }) => id === card.consentId)
  return {
    ...card,
    ...card.switches,
    createdAt: at(card.createdAt),
    updatedAt: at(card.updatedAt),
    mainCurrency: "EUR",
    cardMaskedNumber: card.masked,
    expiryDate: "11/29",
    statusInfo: {
      __typename: `Card${card.status}StatusInfo`,
      status: card.status,
      ...(card.status === "Canceled" ? { reason: "Canceled" } : {}),
      consent: consent === undefined ? null : shownConsent(consent, origin)
    },
    accountMembership: () =>
      shownMembership(
        state,
        state.memberships.find(({ id }) => id === card.membershipId),
        origin
      )
  }
}

/** A membership as the schema shows it. */
export const shownMembership = (
  state: SwanState,
  membership: SimulatedMembership | undefined,
  origin: string
) => {
  if (membership === undefined) return null
  const { consentId, rights, status, userId, ...shown } = membership
  const consent = state.consents.find(({ id }) => id === consentId)
  return {
    ...shown,
    ...rights,
    user: userId === null ? null : { id: userId },
    statusInfo: {
      __typename: `AccountMembership${status}StatusInfo`,
      status,
      consent: consent === undefined ? null : shownConsent(consent, origin)
    }
  }
}

const partyOf = ({ counterparty, counterpartyIban }: SimulatedTransaction, __typename: string) => ({
  __typename,
  name: counterparty,
  maskedIBAN: counterpartyIban === null ? "" : `${counterpartyIban.slice(0, 4)}***`,
  IBAN: counterpartyIban
})

const ownCreditor = ({ virtualIbanId }: SimulatedTransaction) => ({
  ...own("InCreditor"),
  virtualIBANEntryId: virtualIbanId ?? null
})

const own = (end: string) => ({
  __typename: `SEPACreditTransfer${end}`,
  name: "Société simulée",
  maskedIBAN: ""
})

const statusOf = ({ bookedAt, hasFallback, reason, status }: SimulatedTransaction) => ({
  __typename: `${status}TransactionStatusInfo`,
  status,
  ...(bookedAt === null ? {} : { bookingDate: at(bookedAt), valueDate: at(bookedAt) }),
  ...(status === "Rejected" ? { reason: reason ?? "InsufficientFunds", hasFallback } : {}),
  ...(status === "Released" ? { reason: reason ?? "Other" } : {})
})

export const shownEvent = ({ at: moment, ...event }: SimulatedEvent) => ({
  ...event,
  createdAt: at(moment),
  eventDate: at(moment)
})

export const shownPayment = (state: SwanState, payment: SimulatedPayment, origin: string) => {
  const consent = state.consents.find(({ id }) => id === payment.consentId)
  return {
    id: payment.id,
    createdAt: at(payment.createdAt),
    updatedAt: at(payment.updatedAt),
    statusInfo: {
      __typename: payment.status === "ConsentPending" ? "PaymentConsentPending" : `Payment${payment.status}`,
      status: payment.status,
      reason: payment.reason ?? "",
      consent: consent === undefined ? null : shownConsent(consent, origin)
    },
    transactions: (asked: TransactionArguments) =>
      connectionOf(
        chosen(
          { transactions: state.transactions.filter(({ id }) => payment.transactionIds.includes(id)) },
          asked
        ),
        asked,
        (one) => shownTransaction(state, one, origin)
      )
  }
}

export const shownConsent = (
  { about, createdAt, updatedAt, ...consent }: SimulatedConsent,
  origin: string
) => ({
  ...consent,
  createdAt: at(createdAt),
  updatedAt: at(updatedAt),
  requireSCA: true,
  purpose: purposeOf(about),
  consentUrl: `${origin}/consents/${consent.id}`
})

const purposeOf = (about: SimulatedConsent["about"]) => {
  if ("paymentId" in about) return "InitPayment"
  if ("mandateId" in about) return "EnableMandate"
  if ("standingOrderId" in about) return "ScheduleStandingOrder"
  if ("membershipId" in about) return "UpdateAccountMembership"
  if ("returnOf" in about) return "ReturnTransactionForDirectDebit"
  return "change" in about ? "UpdateCard" : "AddCard"
}
