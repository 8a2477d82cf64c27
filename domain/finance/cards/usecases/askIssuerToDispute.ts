import { Effect } from "effect"
import { CardDisputes } from "../../../../ports/finance/CardDisputes.ts"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { NotFound } from "../../../shared/errors.ts"
import { NotSupported } from "../../providers/model/index.ts"
import { mayAsk } from "../../providers/usecases/index.ts"
import type { CardDisputeId } from "../model/index.ts"

/** Asking the issuer to take a dispute up. No issuer is known to take one from its clients' programs: always refused. */
export const askIssuerToDispute = Effect.fn("cards.askIssuerToDispute")(function* (id: CardDisputeId) {
  const { paymentId } = yield* Effect.flatMap(CardDisputes, ({ find }) => find(id))
  const { cardId } = yield* Effect.flatMap(CardPayments, ({ find }) => find(paymentId))
  if (cardId === null) return yield* new NotFound({ entity: "Card", id: paymentId })
  const { connectionId } = yield* Effect.flatMap(Cards, ({ find }) => find(cardId))
  const { provider } = yield* Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId))
  yield* mayAsk(connectionId, "cards.dispute")
  return yield* new NotSupported({ provider, capability: "cards.dispute", missing: null })
})
