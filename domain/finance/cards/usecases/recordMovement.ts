import { Effect, Result } from "effect"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { postFinancialEvent, previewFinancialEvent } from "../../accounting/usecases/index.ts"
import { entryOnLine } from "../../banking/usecases/index.ts"
import {
  type CardMovement,
  CardMovementId,
  type CardPayment,
  type CardPaymentId,
  MovementDiffers,
  moved,
  type NewCardMovement
} from "../model/index.ts"
import { noticePriceRise } from "./noticePriceRise.ts"
import { purchaseOf } from "./purchaseOf.ts"

/**
 * Records what became of a payment, once by the issuer's reference, and posts it by the posting rules for
 * `cards.purchase`. What the rules do not post now stays recorded, without an entry, for `postMovement`.
 */
export const recordMovement = Effect.fn("cards.recordMovement")(function* (
  paymentId: CardPaymentId,
  movement: NewCardMovement
) {
  const { write } = yield* UnitOfWork
  const payments = yield* CardPayments
  const events = yield* Events
  const ids = yield* Ids
  return yield* write(
    Effect.gen(function* () {
      const payment = yield* payments.hold(paymentId)
      const known = (yield* payments.movementsOf(paymentId)).find(
        ({ reference }) => reference === movement.reference
      )
      if (known !== undefined) return yield* sameAs(known, movement)
      const sums = yield* Effect.fromResult(moved(payment, movement))
      const id = CardMovementId.make(yield* ids.next)
      const kept = yield* payments.move(id, paymentId, movement, sums)
      yield* events.publish({
        type: `cards.payment.${verbs[kept.kind]}`,
        entityId: paymentId,
        payload: { movementId: id }
      })
      if (kept.kind === "capture") yield* noticePriceRise(paymentId)
      if (kept.kind === "release") return kept
      return Result.getOrElse(yield* Effect.result(post(kept, payment)), () => kept)
    })
  )
})

const verbs = { capture: "captured", release: "released", refund: "refunded" } as const

const sameAs = (known: CardMovement, said: NewCardMovement) =>
  known.kind === said.kind && (said.amount === null || known.amount.minor === said.amount.minor)
    ? Effect.succeed(known)
    : Effect.fail(new MovementDiffers({ reference: known.reference }))

/** Posts a movement that the rules could not post when it came. Posted before, it answers as it stands. */
export const postMovement = Effect.fn("cards.postMovement")(function* (id: CardMovementId) {
  const { write } = yield* UnitOfWork
  const payments = yield* CardPayments
  return yield* write(
    Effect.gen(function* () {
      const { paymentId } = yield* payments.movement(id)
      const payment = yield* payments.hold(paymentId)
      const movement = yield* payments.movement(id)
      return movement.entryId === null && movement.kind !== "release"
        ? yield* post(movement, payment)
        : movement
    })
  )
})

/** The bank line of the same money is marked with the entry, and gives it where a person has posted it. */
const post = Effect.fnUntraced(function* (movement: CardMovement, payment: CardPayment) {
  const { write } = yield* UnitOfWork
  const payments = yield* CardPayments
  const { event, line } = yield* purchaseOf(movement, payment)
  return yield* write(
    Effect.gen(function* () {
      const { entry } = yield* previewFinancialEvent(event)
      const counterpart = entry.lines.find(({ credit, debit }) =>
        movement.kind === "refund" ? credit !== undefined : debit !== undefined
      )
      const posting = Effect.map(postFinancialEvent(event), (posted) => posted.entry)
      const entryId = yield* entryOnLine(line, counterpart, posting)
      return entryId === null ? movement : yield* payments.posted(movement.id, entryId)
    })
  )
})
