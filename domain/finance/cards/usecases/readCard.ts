import { Effect } from "effect"
import type { CardIssuer } from "../../../../ports/finance/CardIssuer.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import type { Card, IssuedCard } from "../model/index.ts"
import { keepIssued } from "./keepIssued.ts"

/**
 * Reads a card at its issuer, with the consent that it or a change of it waits for; answers how that is written. A
 * consent that ended without being given ends a card that was waiting for it.
 */
export const readCard = Effect.fnUntraced(function* (
  issuer: CardIssuer,
  connection: OpenConnection,
  card: Pick<Card, "consent" | "id">,
  said: IssuedCard
) {
  const waited = said.consent ?? card.consent
  const consent = waited === null ? null : yield* issuer.consent(connection, waited.reference)
  const still = consent?.state.is === "waiting" || consent?.state.is === "other"
  const write = Effect.gen(function* () {
    yield* keepIssued(card.id, said, still ? waited : null)
    if (consent?.state.is === "ended") yield* giveUp(card.id)
  })
  const readAt = Math.max(
    said.updatedAt.epochMilliseconds,
    consent === null ? 0 : consent.updatedAt.epochMilliseconds
  )
  return { write, asOf: BigInt(readAt) * 1000n }
})

const giveUp = Effect.fnUntraced(function* (id: Card["id"]) {
  const { hold, issued } = yield* Cards
  const events = yield* Events
  const { state } = yield* Effect.orDie(hold(id))
  if (state !== "consent_pending") return
  yield* issued(id, { state: "cancelled", consent: null })
  yield* events.publish({ type: "cards.card.cancelled", entityId: id, payload: { state: "cancelled" } })
})
