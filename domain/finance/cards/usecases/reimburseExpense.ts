import { Effect } from "effect"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { type CardMovementId, personalStep } from "../model/index.ts"
import { heldMovement } from "./heldMovement.ts"

/**
 * Notes that a holder has paid back what was personal of a movement, on that day; null: that he has not. The money itself
 * is posted with the bank line or salary that brings it.
 */
export const reimburseExpense = Effect.fn("cards.reimburseExpense")(function* (
  id: CardMovementId,
  version: number,
  on: LocalDate | null
) {
  const { write } = yield* UnitOfWork
  const { stated } = yield* CardPayments
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { movement } = yield* heldMovement(id, version)
      yield* Effect.fromResult(personalStep(movement, on === null ? "owed" : "reimbursed"))
      const { entryId, expense } = movement
      const kept = yield* stated(id, version, { expense, entryId, reimbursedOn: on })
      const type = on === null ? "cards.movement.owed_again" : "cards.movement.reimbursed"
      yield* events.publish({ type, entityId: id, payload: { on } })
      return kept
    })
  )
})
