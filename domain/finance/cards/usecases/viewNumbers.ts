import { DateTime, Effect } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import { CardNotUsable, type CardId, viewNumbersKind } from "../model/index.ts"

/**
 * Asks the issuer for the page of consent behind which it shows a card's numbers to its holder. Each time is a request of
 * its own: the card shows the last one. The numbers never come here.
 */
export const viewNumbers = Effect.fn("cards.viewNumbers")(function* (id: CardId, consentReturnUrl: string) {
  const { write } = yield* UnitOfWork
  const cards = yield* Cards
  const events = yield* Events
  const ids = yield* Ids
  return yield* write(
    Effect.gen(function* () {
      const { connectionId, reference, state } = yield* cards.hold(id)
      if (reference === null || (state !== "active" && state !== "frozen"))
        return yield* new CardNotUsable({ card: id, state })
      const intent = yield* openIntent(viewNumbersKind, {
        connectionId,
        businessKey: `card:${id}:numbers:${yield* ids.next}`,
        amount: null,
        payload: { cardId: id, reference, consentReturnUrl }
      })
      const askedAt = yield* DateTime.now
      yield* cards.issued(id, {
        numbersView: { intentId: intent.id, state: "asked", url: null, refusal: null, askedAt }
      })
      yield* events.publish({
        type: "cards.card.numbers-asked",
        entityId: id,
        payload: { intentId: intent.id }
      })
      return yield* cards.find(id)
    })
  )
})
