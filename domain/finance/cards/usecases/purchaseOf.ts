import { DateTime, Effect, Option } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, money } from "../../../shared/Money.ts"
import type { Card, CardMovement, CardPayment } from "../model/index.ts"

/** What the books are told of a movement, with the card's axes and the bank line of the same money. */
export const purchaseOf = Effect.fnUntraced(function* (movement: CardMovement, payment: CardPayment) {
  const { line } = yield* BankFeed
  const { lineOf } = yield* CardPayments
  const card = Option.getOrElse(yield* cardOf(payment), () => noCard)
  const lineId = yield* lineOf(movement.id)
  const found = Option.isNone(lineId) ? Option.none() : Option.some(yield* line(lineId.value))
  return { card, event: eventOf(movement, payment, card), line: found }
})

const noCard: Pick<Card, "analytics" | "memberId" | "zone"> = {
  analytics: {},
  memberId: null,
  zone: "Europe/Paris"
}

const cardOf = ({ cardId }: CardPayment) =>
  cardId === null
    ? Effect.succeed(Option.none<Card>())
    : Effect.flatMap(Cards, ({ find }) => Effect.option(find(cardId)))

/** The merchant's category is the product of the rule; a refund is a purchase with the signs changed. */
const eventOf = (
  movement: CardMovement,
  payment: CardPayment,
  { analytics, zone }: Pick<Card, "analytics" | "zone">
) => {
  const sign = movement.kind === "refund" ? -1n : 1n
  const { amount, original } = movement
  const signed = (minor: bigint) => minor * sign
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
