import { Effect, Result } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import { cancelCardKind, type Card, type CardId, cardStep, cardTransitions } from "../model/index.ts"
import { stillThere } from "./stillThere.ts"

/** Freezes a card, or ends its freeze: ours alone, every payment of a frozen card is refused. */
export const freezeCard = Effect.fn("cards.freeze")(function* (
  id: CardId,
  version: number,
  to: "active" | "frozen"
) {
  const { write } = yield* UnitOfWork
  const cards = yield* Cards
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const card = yield* cards.hold(id)
      yield* Effect.fromResult(frozenStep(card, to))
      if (to === "active") yield* stillThere(card)
      const moved = yield* cards.move(id, version, to)
      const type = to === "frozen" ? "cards.card.frozen" : "cards.card.unfrozen"
      yield* events.publish({ type, entityId: id, payload: {} })
      return moved
    })
  )
})

/** Active again is for frozen cards only: it is the issuer who makes a new one active. */
const frozenStep = (card: Pick<Card, "id" | "state">, to: "active" | "frozen") =>
  to === "active" && card.state !== "frozen" ? notFrozen(card) : cardStep(card, to)

const notFrozen = ({ id, state }: Pick<Card, "id" | "state">) =>
  Result.fail(
    new IllegalTransition({
      entity: "Card",
      id,
      from: state,
      attempted: "active",
      allowed: cardTransitions[state].filter((to) => to !== "active")
    })
  )

/** Ends a card for good: refused from here on, and the issuer is asked to cancel it. */
export const cancelCard = Effect.fn("cards.cancel")(function* (id: CardId, version: number) {
  const { write } = yield* UnitOfWork
  const cards = yield* Cards
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const card = yield* cards.hold(id)
      if (card.state !== "cancelling") yield* Effect.fromResult(cardStep(card, "cancelling"))
      yield* askToCancel(card)
      const moved = yield* cards.move(id, version, "cancelling")
      yield* events.publish({ type: "cards.card.cancelling", entityId: id, payload: {} })
      return moved
    })
  )
})

/** Asks the issuer to cancel a card that it has made, once. */
export const askToCancel = Effect.fnUntraced(function* ({
  connectionId,
  id,
  reference
}: Pick<Card, "connectionId" | "id" | "reference">) {
  if (reference === null) return
  yield* openIntent(cancelCardKind, {
    connectionId,
    businessKey: `card:${id}`,
    amount: null,
    payload: { cardId: id, reference }
  })
})
