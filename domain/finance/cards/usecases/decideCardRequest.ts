import { DateTime, Effect } from "effect"
import { CardRequests } from "../../../../ports/finance/CardRequests.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { type CardRequestId, cardRequestStep, mayDecideRequest } from "../model/index.ts"
import { issueCard } from "./issueCard.ts"

/**
 * Approves a request as the decider read it, and asks the issuer for that card: both, once, or neither. Fails for whoever
 * asked, and when it changed since `version`.
 */
export const approveCardRequest = Effect.fn("cards.approveRequest")(function* (
  id: CardRequestId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const { keep } = yield* CardRequests
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { decided, request } = yield* heldToDecide(id, version, "approved")
      const { id: cardId } = yield* issueCard(request.card)
      const kept = yield* keep({ ...request, ...decided, reason: null, cardId })
      yield* events.publish({ type: "cards.request.approved", entityId: id, payload: { cardId } })
      return kept
    })
  )
})

/** Refuses a request, and says why. */
export const refuseCardRequest = Effect.fn("cards.refuseRequest")(function* (
  id: CardRequestId,
  version: number,
  reason: string
) {
  const { write } = yield* UnitOfWork
  const { keep } = yield* CardRequests
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { decided, request } = yield* heldToDecide(id, version, "refused")
      const kept = yield* keep({ ...request, ...decided, reason })
      yield* events.publish({ type: "cards.request.refused", entityId: id, payload: { reason } })
      return kept
    })
  )
})

const heldToDecide = Effect.fnUntraced(function* (
  id: CardRequestId,
  version: number,
  to: "approved" | "refused"
) {
  const { hold } = yield* CardRequests
  const { actorId } = yield* TenantScope
  const request = yield* hold(id, version)
  yield* Effect.fromResult(mayDecideRequest(request, actorId))
  const state = yield* Effect.fromResult(cardRequestStep(request, to))
  return { request, decided: { state, decidedBy: actorId, decidedAt: yield* DateTime.now } }
})
