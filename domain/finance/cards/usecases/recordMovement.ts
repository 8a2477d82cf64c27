import { DateTime, Effect, Option, Result } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, money } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { postFinancialEvent, previewFinancialEvent } from "../../accounting/usecases/index.ts"
import { entryOnLine } from "../../banking/usecases/index.ts"
import {
  type Card,
  type CardMovement,
  CardMovementId,
  type CardPayment,
  type CardPaymentId,
  MovementDiffers,
  moved,
  type NewCardMovement
} from "../model/index.ts"

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
  const { line } = yield* BankFeed
  const event = eventOf(movement, payment, yield* cardOf(payment))
  return yield* write(
    Effect.gen(function* () {
      const lineId = yield* payments.lineOf(movement.id)
      const found = Option.isNone(lineId) ? Option.none() : Option.some(yield* line(lineId.value))
      const { entry } = yield* previewFinancialEvent(event)
      const counterpart = entry.lines.find(({ credit, debit }) =>
        movement.kind === "refund" ? credit !== undefined : debit !== undefined
      )
      const posting = Effect.map(postFinancialEvent(event), (posted) => posted.entry)
      const entryId = yield* entryOnLine(found, counterpart, posting)
      return entryId === null ? movement : yield* payments.posted(movement.id, entryId)
    })
  )
})

const cardOf = ({ cardId }: CardPayment) =>
  cardId === null
    ? Effect.succeed(Option.none<Card>())
    : Effect.flatMap(Cards, ({ find }) => Effect.option(find(cardId)))

/** The merchant's category is the product of the rule; a refund is a purchase with the signs changed. */
const eventOf = (movement: CardMovement, payment: CardPayment, card: Option.Option<Card>) => {
  const sign = movement.kind === "refund" ? -1n : 1n
  const { amount, original } = movement
  const signed = (minor: bigint) => minor * sign
  const { analytics, zone } = Option.getOrElse(card, () => ({ analytics: {}, zone: "Europe/Paris" }))
  return {
    id: `card:${movement.id}`,
    type: "cards.purchase",
    date: LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(movement.occurredAt, zone))),
    label: movement.label,
    items: [
      {
        net: money(signed(amount.minor), EUR),
        vat: money(0n, EUR),
        ...(payment.merchantCategory === null ? {} : { product: payment.merchantCategory }),
        ...(Object.keys(analytics).length === 0 ? {} : { analytics }),
        ...(original === null || original.currency === EUR
          ? {}
          : {
              foreign: {
                net: money(signed(original.minor), original.currency),
                vat: money(0n, original.currency)
              }
            })
      }
    ]
  }
}
