import { DateTime, Effect, Option } from "effect"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { EUR, money } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import type { CardMovementFacts, ProviderTransaction } from "../../banking/model/index.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { CardPaymentId, holdTime } from "../model/index.ts"

/**
 * The payment of a movement about which we were never asked: the issuer approved it by its own rules. `held`: an
 * authorisation that stands there counts towards the limits here too. None where the card is not ours.
 */
export const adoptPayment = Effect.fnUntraced(function* (
  connectionId: ConnectionId,
  movement: ProviderTransaction,
  as: "held" | "noted"
) {
  const { holdByReference } = yield* Cards
  const payments = yield* CardPayments
  const events = yield* Events
  const { card: facts, originReference, reference } = movement
  const transactionReference = as === "held" ? reference : (originReference ?? reference)
  const card =
    facts === undefined || facts.card === null
      ? Option.none()
      : yield* holdByReference(connectionId, facts.card)
  const before = yield* payments.byTransaction(connectionId, transactionReference)
  if (Option.isSome(before) || facts === undefined || Option.isNone(card)) return before
  const kept = yield* payments.add({
    id: CardPaymentId.make(yield* Effect.flatMap(Ids, ({ next }) => next)),
    connectionId,
    cardId: card.value.id,
    budgetId: card.value.budgetId,
    transactionReference,
    ...saidOf(movement, facts),
    held: as === "held" ? movement.amount : money(0n, EUR)
  })
  yield* events.publish({
    type: "cards.payment.noticed",
    entityId: kept.id,
    payload: { cardId: kept.cardId }
  })
  return Option.some(kept)
})

const saidOf = (
  { amount, orderReference, updatedAt }: ProviderTransaction,
  { merchant, original }: CardMovementFacts
) => ({
  orderReference,
  amount,
  original,
  merchantName: merchant.name,
  merchantCity: merchant.city,
  merchantCountry: merchant.country,
  merchantCategory: merchant.category,
  channel: null,
  declined: null,
  decidedAt: updatedAt,
  expiresAt: DateTime.addDuration(updatedAt, holdTime)
})
