import type { CardSpendingLimit, CardSwitches, SimulatedCard } from "./SimulatedCard.ts"
import { minorOf, openConsent, type SimulatedConsent, type SwanState } from "./SwanState.ts"

interface LimitInput {
  readonly period: CardSpendingLimit["period"]
  readonly amount: { readonly value: string; readonly currency: string }
}

/** What `addCard` and `addSingleUseVirtualCard` are given: the schema has checked its shape. */
export interface AddCardInput extends Partial<CardSwitches> {
  readonly accountMembershipId: string
  readonly consentRedirectUrl: string
  readonly name?: string
  readonly spendingLimit?: LimitInput
}

export interface UpdateCardInput extends CardSwitches {
  readonly cardId: string
  readonly consentRedirectUrl: string
  readonly spendingLimit?: LimitInput
}

export interface Refusal {
  readonly __typename: string
  readonly message: string
  readonly fields?: unknown
}

const forbidden: Refusal = { __typename: "ForbiddenRejection", message: "A user must start this" }

/** A card that waits for its consent; a second order makes a second card, as Swan's does. */
export const addCard = (
  state: SwanState,
  type: SimulatedCard["type"],
  input: AddCardInput,
  userId: string | undefined
): SimulatedCard | Refusal => {
  if (userId === undefined || userId === "") return forbidden
  const membership = state.memberships.find(({ id }) => id === input.accountMembershipId)
  if (membership === undefined) {
    return { __typename: "AccountMembershipNotAllowedRejection", message: "No such membership" }
  }
  const limit = limitOf(input.spendingLimit)
  if (limit === "wrong") return wrongLimit
  const {
    eCommerce = true,
    international = true,
    nonMainCurrencyTransactions = true,
    withdrawal = false
  } = input
  const at = state.now()
  const card: SimulatedCard = {
    id: crypto.randomUUID(),
    type,
    membershipId: membership.id,
    accountId: membership.accountId,
    name: input.name ?? null,
    masked: `532510******${String(1_000 + state.cards.length).slice(-4)}`,
    consentId: crypto.randomUUID(),
    createdAt: at,
    updatedAt: at,
    status: "ConsentPending",
    switches: { eCommerce, international, nonMainCurrencyTransactions, withdrawal },
    limit
  }
  state.cards.push(card)
  state.tell("Card.Created", card.id)
  openConsent(state, {
    id: card.consentId,
    redirectUrl: input.consentRedirectUrl,
    userId,
    about: { cardId: card.id }
  })
  return card
}

/** The consent under which a card is changed: nothing changes before it is given. */
export const updateCard = (
  state: SwanState,
  { cardId, consentRedirectUrl, spendingLimit, ...switches }: UpdateCardInput,
  userId: string | undefined
): SimulatedConsent | Refusal => {
  if (userId === undefined || userId === "") return forbidden
  const card = state.cards.find(({ id, status }) => id === cardId && status === "Enabled")
  if (card === undefined) return notFound
  const limit = limitOf(spendingLimit)
  if (limit === "wrong") return wrongLimit
  const { eCommerce, international, nonMainCurrencyTransactions, withdrawal } = switches
  return openConsent(state, {
    id: crypto.randomUUID(),
    redirectUrl: consentRedirectUrl,
    userId,
    about: {
      cardId,
      change: { limit, switches: { eCommerce, international, nonMainCurrencyTransactions, withdrawal } }
    }
  })
}

/** The consent behind which a card's numbers are shown to its holder, on the page of the consent. */
export const viewCardNumbers = (
  state: SwanState,
  { cardId, consentRedirectUrl }: { readonly cardId: string; readonly consentRedirectUrl: string },
  userId: string | undefined
): SimulatedConsent | Refusal => {
  if (userId === undefined || userId === "") return forbidden
  const card = state.cards.find(({ id, status }) => id === cardId && status === "Enabled")
  if (card === undefined) return notFound
  return openConsent(state, {
    id: crypto.randomUUID(),
    redirectUrl: consentRedirectUrl,
    userId,
    about: { cardId, numbers: true }
  })
}

export const cancelCard = (
  state: SwanState,
  cardId: string,
  userId: string | undefined
): SimulatedCard | Refusal => {
  if (userId === undefined || userId === "") return forbidden
  const card = state.cards.find(({ id }) => id === cardId)
  if (card === undefined) return notFound
  if (card.status !== "Canceled") become(state, card, "Canceled")
  return card
}

/** What a decided consent makes of a card: it is enabled or given up, or its limits change. */
export const decideCard = (
  state: SwanState,
  about: Extract<SimulatedConsent["about"], { readonly cardId: string }>,
  accepted: boolean
) => {
  const card = state.cards.find(({ id }) => id === about.cardId)
  if (card === undefined || card.status === "Canceled" || "numbers" in about) return
  if (!("change" in about)) return become(state, card, accepted ? "Enabled" : "Canceled")
  if (!accepted) return
  card.limit = about.change.limit
  card.switches = about.change.switches
  become(state, card, card.status)
}

const become = (state: SwanState, card: SimulatedCard, status: SimulatedCard["status"]) => {
  card.status = status
  card.updatedAt = state.now()
  state.tell("Card.Updated", card.id)
}

const limitOf = (input: LimitInput | undefined): CardSpendingLimit | "wrong" | null => {
  if (input === undefined) return null
  const minor = minorOf(input.amount)
  return minor === undefined ? "wrong" : { period: input.period, minor }
}

const wrongLimit: Refusal = {
  __typename: "ValidationRejection",
  message: "Fields are invalid",
  fields: [
    { code: "InvalidString", message: "An amount in EUR above zero", path: ["spendingLimit", "amount"] }
  ]
}

const notFound: Refusal = { __typename: "CardNotFoundRejection", message: "No such card" }
