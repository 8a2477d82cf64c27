import { Effect } from "effect"
import { CardHolders } from "../../../../ports/finance/CardHolders.ts"
import { CardRequests } from "../../../../ports/finance/CardRequests.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { MemberId } from "../../../platform/identity/model/index.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import type { Card } from "../model/index.ts"
import { askToCancel, cancelCard, freezeCard } from "./moveCard.ts"

/**
 * Notes that a card's holder leaves the company: their requests end, their cards are cancelled at the issuer, or blocked
 * here where it cannot be asked, and no card becomes theirs. Done again, it asks again for what could not be asked.
 */
export const holderLeaves = Effect.fn("cards.holderLeaves")(function* (id: MemberId) {
  const { write } = yield* UnitOfWork
  const { leave } = yield* CardHolders
  const { holdOf } = yield* Cards
  const events = yield* Events
  const { actorId } = yield* TenantScope
  return yield* write(
    Effect.gen(function* () {
      const requests = yield* withdrawn(id)
      const isNew = yield* leave(id, actorId)
      const cards = yield* holdOf(id)
      yield* Effect.forEach(cards, ended, { discard: true })
      if (isNew) {
        yield* events.publish({
          type: "cards.holder.left",
          entityId: id,
          payload: { cards: cards.length, requests: requests.length }
        })
      }
      return yield* departureOf(id)
    })
  )
})

/** That a holder left, and what is open of it. */
export const departureOf = Effect.fn("cards.departureOf")(function* (id: MemberId) {
  const { departure, openItems } = yield* CardHolders
  return { ...(yield* departure(id)), ...(yield* openItems(id)) }
})

const withdrawn = Effect.fnUntraced(function* (id: MemberId) {
  const { holdRequests } = yield* CardHolders
  const { keep } = yield* CardRequests
  const events = yield* Events
  return yield* Effect.forEach(yield* holdRequests(id), (request) =>
    Effect.gen(function* () {
      const { purpose } = yield* keep({ ...request, state: "withdrawn" })
      yield* events.publish({
        type: "cards.request.withdrawn",
        entityId: request.id,
        payload: { purpose, holderLeft: true }
      })
    })
  )
})

/** A card that its issuer has not made yet is frozen as soon as it is active: see `stateUnlessLeft`. */
const ended = Effect.fnUntraced(function* (card: Card) {
  if (card.reference === null) return
  const asking = Effect.gen(function* () {
    if (card.state === "cancelling") yield* askToCancel(card)
    else yield* cancelCard(card.id, card.version)
  })
  yield* asking.pipe(
    Effect.catchTags({
      ConnectionDisabled: () => blocked(card),
      NotSupported: () => blocked(card),
      UnknownProvider: () => blocked(card)
    }),
    Effect.catchTags(impossibleWhileHeld)
  )
})

const blocked = Effect.fnUntraced(function* ({ id, state, version }: Card) {
  if (state === "active") yield* freezeCard(id, version, "frozen")
})

const impossibleWhileHeld = {
  HolderLeft: Effect.die,
  IllegalTransition: Effect.die,
  IntentConflict: Effect.die,
  NotFound: Effect.die,
  VersionConflict: Effect.die
} as const
