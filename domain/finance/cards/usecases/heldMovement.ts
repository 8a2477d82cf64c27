import { Effect } from "effect"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { VersionConflict } from "../../../shared/errors.ts"
import type { CardMovementId } from "../model/index.ts"

/** A movement that is at `version`, with its payment, which is held until the unit ends. */
export const heldMovement = Effect.fnUntraced(function* (id: CardMovementId, version: number) {
  const payments = yield* CardPayments
  const { paymentId } = yield* payments.movement(id)
  const payment = yield* payments.hold(paymentId)
  const movement = yield* payments.movement(id)
  if (movement.version !== version) {
    return yield* new VersionConflict({ entity: "CardMovement", id, current: movement.version })
  }
  return { movement, payment }
})
