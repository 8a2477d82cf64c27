import { Effect } from "effect"
import { CardDisputes } from "../../../../ports/finance/CardDisputes.ts"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  CardDisputeId,
  cardDisputeStep,
  type CardMovementId,
  creditedStep,
  mayDispute,
  type NewCardDispute
} from "../model/index.ts"
import { postMovement } from "./recordMovement.ts"

/** Writes down that the company disputes a debit. Nothing is asked of the issuer. */
export const disputePayment = Effect.fn("cards.dispute")(function* (dispute: NewCardDispute) {
  const { write } = yield* UnitOfWork
  const { movement } = yield* CardPayments
  const { add } = yield* CardDisputes
  const events = yield* Events
  const { actorId } = yield* TenantScope
  const id = CardDisputeId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const debit = yield* movement(dispute.cardMovementId)
      yield* Effect.fromResult(mayDispute(debit, dispute.expected))
      const kept = yield* add(id, debit.paymentId, dispute, actorId)
      const { paymentId, reason } = kept
      yield* events.publish({ type: "cards.dispute.opened", entityId: id, payload: { paymentId, reason } })
      return kept
    })
  )
})

/** Links the credit that came for a dispute, posted, and ends the dispute when all that was expected has come. */
export const creditDispute = Effect.fn("cards.creditDispute")(function* (
  id: CardDisputeId,
  version: number,
  movementId: CardMovementId
) {
  const { write } = yield* UnitOfWork
  const { credit, hold, step } = yield* CardDisputes
  const { movement } = yield* CardPayments
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const dispute = yield* hold(id, version)
      const state = yield* Effect.fromResult(creditedStep(dispute, yield* movement(movementId)))
      const { entryId } = yield* postMovement(movementId)
      yield* credit(id, movementId)
      const kept = yield* step(id, state)
      yield* events.publish({
        type: `cards.dispute.${state}`,
        entityId: id,
        payload: { movementId, entryId }
      })
      return kept
    })
  )
})

/** Ends a dispute without the rest of its credit: it is lost, or the company no longer disputes. */
export const endDispute = Effect.fn("cards.endDispute")(function* (
  id: CardDisputeId,
  version: number,
  to: "lost" | "withdrawn"
) {
  const { write } = yield* UnitOfWork
  const { hold, step } = yield* CardDisputes
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* Effect.fromResult(cardDisputeStep(yield* hold(id, version), to))
      const kept = yield* step(id, to)
      const { minor } = kept.credited
      yield* events.publish({
        type: `cards.dispute.${to}`,
        entityId: id,
        payload: { credited: minor.toString() }
      })
      return kept
    })
  )
})
