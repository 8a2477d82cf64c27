import { Effect } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { type Card, type CardId, type IssuedCard, issuerState } from "../model/index.ts"
import { stateUnlessLeft } from "./stillThere.ts"

/**
 * Writes what the issuer says of a card that is held, in the running unit of work. `consent`: the one that is waited
 * for by now. Nothing is written when nothing is new; a state that is new is an event.
 */
export const keepIssued = Effect.fnUntraced(function* (
  id: CardId,
  said: Pick<IssuedCard, "masked" | "reference" | "state">,
  consent: Card["consent"]
) {
  const { hold, issued } = yield* Cards
  const events = yield* Events
  const card = yield* Effect.orDie(hold(id))
  const state = yield* stateUnlessLeft(card, issuerState(card.state, said.state))
  const { masked, reference } = said
  const same =
    state === card.state &&
    masked === card.masked &&
    reference === card.reference &&
    consent?.reference === card.consent?.reference
  if (same) return
  yield* issued(id, { state, masked, reference, consent })
  if (state !== card.state) {
    yield* events.publish({ type: `cards.card.${state}`, entityId: id, payload: { state } })
  }
})
