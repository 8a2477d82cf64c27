import { Effect } from "effect"
import { CardBudgets } from "../../../../ports/finance/CardBudgets.ts"
import { CardRequests } from "../../../../ports/finance/CardRequests.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  CardRequestId,
  cardRequestStep,
  type CardRequestState,
  mayAskAnew,
  type NewCard,
  type NewCardRequest
} from "../model/index.ts"
import { stillThere } from "./stillThere.ts"

/** Asks another person for a card. Nothing is asked of its issuer. */
export const askForCard = Effect.fn("cards.askForCard")(function* (wanted: NewCardRequest) {
  const { write } = yield* UnitOfWork
  const { add } = yield* CardRequests
  const events = yield* Events
  const { actorId } = yield* TenantScope
  const id = CardRequestId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* namesKnown(wanted.card)
      const request = yield* add(id, wanted, actorId)
      yield* events.publish({
        type: "cards.request.made",
        entityId: id,
        payload: { purpose: wanted.purpose }
      })
      return request
    })
  )
})

/** Asks otherwise. What was decided on the request as it was no longer counts. */
export const changeCardRequest = Effect.fn("cards.changeRequest")(
  (id: CardRequestId, version: number, wanted: NewCardRequest) => asked(id, version, "pending", wanted)
)

export const withdrawCardRequest = Effect.fn("cards.withdrawRequest")((id: CardRequestId, version: number) =>
  asked(id, version, "withdrawn")
)

const asked = Effect.fnUntraced(function* (
  id: CardRequestId,
  version: number,
  to: CardRequestState,
  wanted?: NewCardRequest
) {
  const { write } = yield* UnitOfWork
  const { hold, keep } = yield* CardRequests
  const events = yield* Events
  const { actorId } = yield* TenantScope
  return yield* write(
    Effect.gen(function* () {
      const request = yield* hold(id, version)
      yield* Effect.fromResult(mayAskAnew(request, actorId))
      const state = yield* Effect.fromResult(cardRequestStep(request, to))
      if (wanted !== undefined) yield* namesKnown(wanted.card)
      const undecided = { decidedBy: null, decidedAt: null, reason: null }
      const kept = yield* keep({ ...request, ...wanted, ...undecided, state })
      const type = wanted === undefined ? "cards.request.withdrawn" : "cards.request.changed"
      yield* events.publish({ type, entityId: id, payload: { purpose: kept.purpose } })
      return kept
    })
  )
})

const namesKnown = Effect.fnUntraced(function* ({ budgetId, connectionId, memberId }: NewCard) {
  yield* stillThere({ memberId })
  yield* Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId))
  if (memberId !== null) yield* Effect.flatMap(Members, ({ find }) => find(memberId))
  if (typeof budgetId === "string") yield* Effect.flatMap(CardBudgets, ({ find }) => find(budgetId))
})
