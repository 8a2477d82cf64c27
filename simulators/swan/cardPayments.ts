import {
  add,
  amountOf,
  balancesOf,
  minorOf,
  move,
  type SimulatedTransaction,
  type SwanState
} from "./SwanState.ts"
import { askControl } from "./paymentControl.ts"
import type { CardFacts, SimulatedCard, SimulatedMerchant } from "./SimulatedCard.ts"

interface Amount {
  readonly value: string
  readonly currency: string
}

/** What the Testing API is given for an authorisation: the schema has filled in its defaults. */
export interface AuthorisationInput {
  readonly cardId: string
  readonly amount?: Amount
  readonly originalAmount?: Amount
  readonly authorizationType?: string
  readonly cardTransactionCategory?: string
  readonly operationType?: string
  readonly allowsPartialAuthorization?: boolean
  readonly merchant?: Partial<SimulatedMerchant>
}

/**
 * A merchant asks for an authorisation: the card, its limit and the balance are looked at, then the project's payment
 * control is asked, where there is one. What is approved is held; what is refused is a rejected transaction.
 */
export const authorise = async (
  state: SwanState,
  input: AuthorisationInput
): Promise<SimulatedTransaction | undefined> => {
  const card = state.cards.find(({ id }) => id === input.cardId)
  if (card === undefined) return undefined
  const asked = askedOf(state, card, input)
  const refused = refusalOf(state, card, asked)
  if (refused !== undefined) return add(state, { ...asked, status: "Rejected", reason: refused }, asked.id)
  const answer = await askControl(state, card, asked, input)
  if (answer === "refused" || answer === "no-answer") {
    const reason = answer === "refused" ? "PartnerRefused" : "PartnerTechnicalErrorOccurred"
    return add(state, { ...asked, status: "Rejected", reason }, asked.id)
  }
  return add(state, { ...asked, minor: answer, status: "Pending", reason: null }, asked.id)
}

export type AskedAuthorisation = Parameters<typeof add>[1] & { readonly id: string; readonly card: CardFacts }

const usual: SimulatedMerchant = { id: "SWAN01", name: "SWAN", city: "PARIS", country: "FRA", code: "0000" }

const askedOf = (
  { accounts }: SwanState,
  card: SimulatedCard,
  { amount, cardTransactionCategory: category = "Other", merchant: given, originalAmount }: AuthorisationInput
): AskedAuthorisation => {
  const merchant = { ...usual, ...given }
  const minor = amount === undefined ? 0n : (minorOf(amount) ?? 0n)
  return {
    id: crypto.randomUUID(),
    typename: "CardTransaction",
    type: "CardOutAuthorization",
    paymentProduct: "Card",
    accountId: accounts.find(({ id }) => id === card.accountId)?.id ?? "",
    side: "Debit",
    minor,
    label: merchant.name,
    reference: crypto.randomUUID(),
    externalReference: null,
    counterparty: merchant.name,
    counterpartyIban: null,
    paymentId: crypto.randomUUID(),
    originTransactionId: null,
    mandateId: null,
    card: { cardId: card.id, merchant, category, original: originalAmount ?? amountOf(minor) },
    status: "Pending",
    reason: null
  }
}

const refusalOf = (
  state: SwanState,
  card: SimulatedCard,
  { accountId, card: { category, merchant, original }, minor }: AskedAuthorisation
): string | undefined => {
  const { eCommerce, international, nonMainCurrencyTransactions, withdrawal } = card.switches
  if (card.status === "Canceled") return "CardPermanentlyBlocked"
  if (card.status !== "Enabled") return "CardNotActivated"
  const off =
    (category === "Withdrawal" && !withdrawal) ||
    (category.startsWith("eCommerce") && !eCommerce) ||
    (merchant.country !== "FRA" && !international) ||
    (original.currency !== "EUR" && !nonMainCurrencyTransactions)
  if (off) return "TransactionTypeNotAllowed"
  const spent = spentWith(state, card)
  if (card.type === "SingleUseVirtual" && spent > 0n) return "TransactionTypeNotAllowed"
  if (card.limit !== null && spent + minor > card.limit.minor) return "PeriodAmountLimitExceeded"
  const account = state.accounts.find(({ id }) => id === accountId)
  const enough = account !== undefined && balancesOf(state, account).available >= minor
  return enough ? undefined : "InsufficientFunds"
}

const days = { Daily: 1, Weekly: 7, Monthly: 30 } as const

/** What is held and was debited in the limit's last days, whichever way it counts. */
const spentWith = ({ now, transactions }: SwanState, { id, limit }: SimulatedCard) => {
  const period = limit?.period ?? "Always"
  const since = period === "Always" ? 0 : now() - days[period] * 86_400_000
  const counted = transactions.filter(
    ({ card, createdAt, status, type }) =>
      card?.cardId === id &&
      createdAt >= since &&
      (type === "CardOutAuthorization" ? status === "Pending" : type === "CardOutDebit")
  )
  return counted.reduce((sum, { minor }) => sum + minor, 0n)
}

/** The merchant takes the money of an authorisation, in part, wholly or for more. */
export const debit = (state: SwanState, authorisation: SimulatedTransaction, minor: bigint) => {
  const made = add(state, {
    ...authorisation,
    type: "CardOutDebit",
    minor,
    originTransactionId: authorisation.id,
    status: "Booked",
    reason: null,
    executionAt: Date.now()
  })
  const taken = state.transactions
    .filter(
      ({ originTransactionId, type }) => type === "CardOutDebit" && originTransactionId === authorisation.id
    )
    .reduce((sum, one) => sum + one.minor, 0n)
  if (authorisation.status === "Pending" && taken >= authorisation.minor) {
    move(state, authorisation, "Released", "Captured")
  }
  return made
}

/** Money that comes back to the card: a debit that is reversed, or a refund of the merchant. */
export const payBack = (
  state: SwanState,
  origin: SimulatedTransaction,
  type: "CardOutCredit" | "CardOutDebitReversal",
  minor: bigint
) =>
  add(state, {
    ...origin,
    type,
    side: "Credit",
    minor,
    originTransactionId: origin.id,
    status: "Booked",
    reason: null,
    executionAt: Date.now()
  })

/** An authorisation that was held for long enough is debited by itself. */
export const debitDue = (state: SwanState, booksAfter: number) => {
  const due = state.transactions.filter(
    ({ status, type, updatedAt }) =>
      type === "CardOutAuthorization" && status === "Pending" && updatedAt + booksAfter <= Date.now()
  )
  for (const one of due) debit(state, one, one.minor)
}
