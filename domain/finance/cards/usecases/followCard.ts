import { Effect } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { notAnswered, notUsable, openConnection } from "../../providers/usecases/index.ts"
import { type CardId, followCardKind } from "../model/index.ts"
import { issuerOf } from "./issuerOf.ts"
import { readCard } from "./readCard.ts"

/** Asks for a card to be read again at its issuer; the worker reads it. */
export const requestCardFollowing = Effect.fn("cards.requestFollowing")(function* (cardId: CardId) {
  const { write } = yield* UnitOfWork
  return yield* write(requestJob(followCardKind, { cardId }))
})

/** The work of `cards.follow`: reads the card again, and writes what was read. */
export const followCard = jobHandler(followCardKind, ({ cardId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { find } = yield* Cards
    const card = yield* Effect.mapError(find(cardId), () => noSuchCard)
    const { connectionId, reference, state } = card
    if (reference === null) return { state }
    const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
    const read = yield* Effect.gen(function* () {
      const issuer = yield* issuerOf(connection, "cards.issue")
      return yield* readCard(issuer, connection, card, yield* issuer.card(connection, reference))
    }).pipe(Effect.mapError(notAnswered))
    yield* write(read.write)
    return { state: (yield* Effect.mapError(find(cardId), () => noSuchCard)).state }
  })
)

const noSuchCard = new JobFailure({
  code: "cards.no-such-card",
  fr: "Cette carte n'existe pas.",
  en: "There is no such card.",
  retryable: false
})
