import { Effect } from "effect"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { CardSubscriptions } from "../../../../ports/finance/CardSubscriptions.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../shared/errors.ts"
import type { CardId, NewCardSubscription } from "../model/index.ts"

/** Says which subscription a card pays, from now on. Where its merchant is known, the card pays no other one. */
export const subscribeCard = Effect.fn("cards.subscribe")(function* (
  id: CardId,
  version: number,
  subscription: NewCardSubscription
) {
  const { write } = yield* UnitOfWork
  const { keep } = yield* CardSubscriptions
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { change } = yield* Cards
      const card = yield* heldAt(id, version)
      const { amount, every, merchantId } = subscription
      const merchants = merchantId === null ? card.rules.merchants : onlyThe(merchantId)
      yield* change(id, version, { ...card, rules: { ...card.rules, merchants } })
      const kept = yield* keep(id, subscription)
      yield* events.publish({
        type: "cards.subscription.set",
        entityId: id,
        payload: { every, minor: amount.minor.toString() }
      })
      return kept
    })
  )
})

const onlyThe = (merchant: string) => ({ mode: "only", values: [merchant] }) as const

/** Says that a card's subscription is over; its rules stay. */
export const endCardSubscription = Effect.fn("cards.endSubscription")(function* (
  id: CardId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const { end, find } = yield* CardSubscriptions
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* heldAt(id, version)
      const before = yield* find(id)
      if (before.state === "ended") return before
      const ended = yield* end(id)
      yield* events.publish({ type: "cards.subscription.ended", entityId: id, payload: {} })
      return ended
    })
  )
})

const heldAt = Effect.fnUntraced(function* (id: CardId, version: number) {
  const { hold } = yield* Cards
  const card = yield* hold(id)
  if (card.version === version) return card
  return yield* new VersionConflict({ entity: "Card", id, current: card.version })
})
