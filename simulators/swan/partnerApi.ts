import {
  addCard,
  type AddCardInput,
  cancelCard,
  type Refusal,
  updateCard,
  type UpdateCardInput,
  viewCardNumbers
} from "./cards.ts"
import { withdraw } from "./consents.ts"
import { debitDue } from "./cardPayments.ts"
import { simulatedEvents } from "./notify.ts"
import type { SimulatedCard } from "./SimulatedCard.ts"
import { executeDue, initiate, type InitiateInput } from "./payments.ts"
import {
  chosen,
  connectionOf,
  shownAccount,
  shownCard,
  shownConsent,
  shownEvent,
  shownHolder,
  shownPayment,
  shownTransaction,
  type TransactionArguments
} from "./shownAs.ts"
import { virtualIbanMutations } from "./virtualIbans.ts"
import { payeeResult } from "./payeeResult.ts"
import { standingOrderFields, standingOrdersOf } from "./standingOrders.ts"
import { onboardingFields } from "./onboardings.ts"
import { statementFields, statementsOf } from "./statements.ts"
import { mandateMutations } from "./mandates.ts"
import { membershipMutations } from "./memberships.ts"
import { move, type Subscription, type SwanState } from "./SwanState.ts"

interface Page {
  readonly first: number
  readonly after?: string | null
}

/** Whoever asks: which project, in the name of which user, and under which address the simulator is seen. */
export interface Caller {
  readonly state: SwanState
  readonly userId: string | undefined
  readonly origin: string
}

/** What each field of the Partner API answers. The schema decides what may be asked. */
export const partnerApi = ({ origin, state, userId }: Caller) => {
  executeDue(state)
  if (state.booksAfter !== null) debitDue(state, state.booksAfter)
  return {
    account: ({ accountId }: { readonly accountId: string }) => {
      const account = state.accounts.find(({ id }) => id === accountId)
      if (account === undefined) return null
      return {
        ...shownAccount(state, account, origin),
        standingOrders: (page: Page) => standingOrdersOf(state, accountId, origin, page),
        statements: (page: Page) => statementsOf(state, accountId, origin, page)
      }
    },
    accounts: (page: Page) =>
      connectionOf(state.accounts, page, (account) => shownAccount(state, account, origin)),
    accountHolders: (page: Page) => connectionOf([{ id: state.projectId }], page, () => shownHolder(state)),
    transaction: ({ id }: { readonly id: string }) =>
      shownTransaction(state, found(state.transactions, id, "transaction"), origin),
    transactions: (asked: TransactionArguments) =>
      connectionOf(chosen(state, asked), asked, (one) => shownTransaction(state, one, origin)),
    payment: ({ id }: { readonly id: string }) =>
      shownPayment(state, found(state.payments, id, "payment"), origin),
    payments: (page: Page) =>
      connectionOf(state.payments.toReversed(), page, (payment) => shownPayment(state, payment, origin)),
    consent: ({ id }: { readonly id: string }) => shownConsent(found(state.consents, id, "consent"), origin),
    card: ({ cardId }: { readonly cardId: string }) => {
      const card = state.cards.find(({ id }) => id === cardId)
      return card === undefined ? null : shownCard(state, card, origin)
    },
    cards: (page: Page) =>
      connectionOf(state.cards.toReversed(), page, (card) => shownCard(state, card, origin)),
    initiateCreditTransfers: ({ input }: { readonly input: InitiateInput }) => {
      const made = initiate(state, input, userId)
      return "__typename" in made
        ? made
        : {
            __typename: "InitiateCreditTransfersSuccessPayload",
            payment: shownPayment(state, made, origin)
          }
    },
    verifyBeneficiary: ({ input }: { readonly input: { readonly beneficiary: Beneficiary } }) =>
      verify(state, input.beneficiary),
    cancelTransaction: ({ input }: { readonly input: { readonly transactionId: string } }) => {
      const transaction = state.transactions.find(({ id }) => id === input.transactionId)
      if (userId === undefined || userId === "" || transaction?.status !== "Upcoming") {
        return { __typename: "ForbiddenRejection", message: "This transaction cannot be cancelled" }
      }
      move(state, transaction, "Canceled")
      return { __typename: "CancelTransactionSuccessPayload", message: "cancelled" }
    },
    ...consentFields({ origin, state }),
    ...onboardingFields({ origin, state }),
    ...standingOrderFields({ origin, state, userId }),
    ...statementFields({ origin, state, userId }),
    ...mandateMutations({ origin, state, userId }),
    ...membershipMutations({ origin, state, userId }),
    ...virtualIbanMutations(state),
    ...cardMutations({ origin, state, userId }),
    ...webhookFields(state)
  }
}

const webhookFields = (state: SwanState) => ({
  webhookEventTypes: () => simulatedEvents,
  webhookEventLogs: ({ filters, ...page }: Page & { readonly filters?: { readonly startDate?: string } }) =>
    connectionOf(
      state.events.filter(({ at }) => at >= Date.parse(filters?.startDate ?? "1970-01-01")),
      page,
      shownEvent
    ),
  addWebhookSubscription: ({ input }: { readonly input: Omit<Subscription, "id"> }) => {
    const made = { ...input, id: crypto.randomUUID() }
    state.subscriptions.push(made)
    return { __typename: "WebhookSubscriptionSuccessPayload", webhookSubscription: made }
  }
})

const consentFields = ({ origin, state }: Pick<Caller, "origin" | "state">) => ({
  consents: (page: Page) => connectionOf(state.consents, page, (consent) => shownConsent(consent, origin)),
  cancelConsent: ({ input }: { readonly input: { readonly consentId: string } }) => {
    const consent = state.consents.find(({ id }) => id === input.consentId)
    if (consent === undefined) return { __typename: "ConsentNotFoundRejection", message: "No such consent" }
    if (consent.status !== "Created") {
      return { __typename: "NotReachableConsentStatusRejection", message: `It is ${consent.status}` }
    }
    withdraw(state, consent)
    return { __typename: "CancelConsentSuccessPayload", consent: shownConsent(consent, origin) }
  }
})

const cardMutations = ({ origin, state, userId }: Caller) => {
  const shown = (made: SimulatedCard | Refusal, __typename: string) =>
    "__typename" in made ? made : { __typename, card: shownCard(state, made, origin) }
  return {
    addCard: ({ input }: { readonly input: AddCardInput }) =>
      shown(addCard(state, "Virtual", input, userId), "AddCardSuccessPayload"),
    addSingleUseVirtualCard: ({ input }: { readonly input: AddCardInput }) =>
      shown(
        addCard(state, "SingleUseVirtual", input, userId),
        "AddSingleUseVirtualCardSuccessForUserPayload"
      ),
    updateCard: ({ input }: { readonly input: UpdateCardInput }) => {
      const made = updateCard(state, input, userId)
      return "__typename" in made
        ? made
        : { __typename: "UpdateCardSuccessPayload", consent: shownConsent(made, origin) }
    },
    viewCardNumbers: ({
      input
    }: {
      readonly input: { readonly cardId: string; readonly consentRedirectUrl: string }
    }) => {
      const made = viewCardNumbers(state, input, userId)
      return "__typename" in made
        ? made
        : { __typename: "ViewCardNumbersSuccessPayload", consent: shownConsent(made, origin) }
    },
    cancelCard: ({ input }: { readonly input: { readonly cardId: string } }) =>
      shown(cancelCard(state, input.cardId, userId), "CancelCardSuccessPayload")
  }
}

interface Beneficiary {
  readonly sepa?: { readonly name: string }
  readonly swanAccount?: { readonly name: string }
}

/** As in Swan's sandbox, the payee's exact name decides the answer; any other name matches. */
const verify = (state: SwanState, { sepa, swanAccount }: Beneficiary) => {
  const name = sepa?.name ?? swanAccount?.name ?? ""
  const token = crypto.randomUUID()
  state.payeeTokens.set(token, "fresh")
  return {
    __typename: "VerifyBeneficiarySuccessPayload",
    beneficiaryVerificationToken: token,
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    verifyBeneficiaryResult: payeeResult(name)
  }
}

const found = <A extends { readonly id: string }>(items: ReadonlyArray<A>, id: string, what: string): A => {
  const item = items.find((one) => one.id === id)
  if (item === undefined) throw new Error(`No such ${what}`)
  return item
}
