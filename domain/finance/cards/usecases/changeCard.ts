import { Effect } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import { type CardChange, type CardId, changeCardKind } from "../model/index.ts"
import { controlsForIssuer, limitForIssuer } from "./issuerPart.ts"
import { stillThere } from "./stillThere.ts"

/** Changes what the company decides of a card: its rules hold for the next payment. What was spent stays spent. */
export const changeCard = Effect.fn("cards.change")(function* (
  id: CardId,
  version: number,
  { consentReturnUrl, ...change }: CardChange
) {
  const { write } = yield* UnitOfWork
  const cards = yield* Cards
  const events = yield* Events
  const members = yield* Members
  return yield* write(
    Effect.gen(function* () {
      const card = yield* cards.hold(id)
      if (typeof change.memberId === "string") yield* members.find(change.memberId)
      const changed = yield* cards.change(id, version, { ...card, ...change })
      if (changed.memberId !== card.memberId) yield* stillThere(changed)
      if (consentReturnUrl !== undefined && changed.reference !== null) {
        yield* openIntent(changeCardKind, {
          connectionId: changed.connectionId,
          businessKey: `card:${id}:v${changed.version}`,
          amount: null,
          payload: {
            cardId: id,
            reference: changed.reference,
            limit: limitForIssuer(changed.limits),
            controls: controlsForIssuer(changed.rules),
            consentReturnUrl
          }
        })
      }
      yield* events.publish({
        type: "cards.card.changed",
        entityId: id,
        payload: { changed: Object.keys(change) }
      })
      return changed
    })
  )
})
