import { Effect } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import { CardId, issueCardKind, issueSingleUseKind, type NewCard } from "../model/index.ts"
import { openBudget } from "./assignBudget.ts"
import { controlsForIssuer, limitForIssuer } from "./issuerPart.ts"
import { stillThere } from "./stillThere.ts"

/** Keeps the card as requested, and asks its issuer for it: once, by an intent that the worker sends. */
export const issueCard = Effect.fn("cards.issue")(function* (wanted: NewCard) {
  const { write } = yield* UnitOfWork
  const cards = yield* Cards
  const events = yield* Events
  const members = yield* Members
  const id = CardId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      if (wanted.memberId !== null) yield* members.find(wanted.memberId)
      if (typeof wanted.budgetId === "string") yield* openBudget(wanted.budgetId)
      const { consentReturnUrl, expiresOn, holderReference, kind, name } = wanted
      const limit = limitForIssuer(wanted.limits)
      const order = {
        holderReference,
        name,
        kind,
        expiresOn,
        consentReturnUrl,
        limit,
        controls: controlsForIssuer(wanted.rules)
      }
      const intentKind = kind === "single-use" ? issueSingleUseKind : issueCardKind
      yield* openIntent(intentKind, {
        connectionId: wanted.connectionId,
        businessKey: `card:${id}`,
        amount: null,
        payload: { cardId: id, order }
      })
      const card = yield* cards.add(id, wanted)
      yield* stillThere(card)
      yield* events.publish({ type: "cards.card.requested", entityId: id, payload: { kind, name } })
      return card
    })
  )
})
