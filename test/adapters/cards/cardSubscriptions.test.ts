import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { CardId } from "../../../domain/finance/cards/model/index.ts"
import {
  answerPayment,
  endCardSubscription,
  recordMovement,
  subscribeCard
} from "../../../domain/finance/cards/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { CardPayments } from "../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../ports/finance/Cards.ts"
import { CardSubscriptions } from "../../../ports/finance/CardSubscriptions.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { activeCard, monthly } from "../../support/cards/cardSeeds.ts"
import { fakeConnection, intentWorld } from "../../support/providers/intentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const eur = (minor: bigint) => money(minor, EUR)

const hosting = {
  merchantName: "Hosting Inc",
  merchantId: "M-1",
  amount: eur(1_000n),
  every: "month",
  firstOn: LocalDate.make("2026-01-31"),
  graceDays: 5
} as const

const subscribed = Effect.gen(function* () {
  const { id: connectionId } = yield* fakeConnection
  const { id, reference } = yield* activeCard(connectionId, { limits: monthly("900.00") })
  const cardId = CardId.make(id)
  yield* subscribeCard(cardId, 1, hosting)
  return { connectionId, cardId, reference }
})

type Subscribed = Effect.Success<typeof subscribed>

const asked = ({ connectionId, reference }: Subscribed, merchant = "M-1") =>
  Effect.gen(function* () {
    const transactionReference = uuidV7()
    const answer = yield* answerPayment(
      connectionId,
      {
        transactionReference,
        cardReference: reference,
        orderReference: null,
        amount: eur(1_000n),
        original: null,
        channel: "online",
        direction: "debit",
        merchant: { id: merchant, name: "Shop", city: "Lyon", country: "FRA", category: "5812" },
        partialAllowed: false,
        expiresAt: null
      },
      "30 seconds"
    )
    const { byTransaction } = yield* CardPayments
    return { answer, payment: Option.getOrThrow(yield* byTransaction(connectionId, transactionReference)) }
  })

const captured = (company: Subscribed, ...minors: ReadonlyArray<bigint>) =>
  Effect.gen(function* () {
    const { payment } = yield* asked(company)
    for (const minor of minors) {
      yield* recordMovement(payment.id, {
        reference: uuidV7(),
        kind: "capture",
        amount: eur(minor),
        original: null,
        final: false,
        occurredAt: DateTime.makeUnsafe("2026-03-05T10:00:00Z"),
        label: "Shop"
      })
    }
    return payment.id
  })

const now = (id: CardId) => Effect.flatMap(CardSubscriptions, ({ find }) => find(id))

const told = Effect.gen(function* () {
  const { after } = yield* EventLog
  const prefix = "cards.subscription.price_rose"
  const { events } = yield* after({ after: undefined, limit: 100, contexts: ["cards"], prefix })
  return events.map(({ entityId }) => entityId)
})

layer(intentWorld, { excludeTestServices: true, timeout: "60 seconds" })("a card's subscription", (it) => {
  it.effect(
    "tells once of a payment that takes more, in one capture or several, and of none that does not",
    () =>
      Effect.gen(function* () {
        const company = yield* subscribed
        yield* captured(company, 1_000n)
        yield* captured(company, 400n, 600n)
        assert.deepStrictEqual(yield* told, [])
        const above = yield* captured(company, 1_000n, 1n, 200n)
        assert.deepStrictEqual(yield* told, [above])
        const { rises } = yield* now(company.cardId)
        assert.deepStrictEqual(rises, [{ paymentId: above, expected: eur(1_000n), paid: eur(1_201n) }])
        const { find } = yield* Cards
        const { version } = yield* find(company.cardId)
        yield* subscribeCard(company.cardId, version, { ...hosting, amount: eur(1_300n) })
        yield* captured(company, 1_300n)
        yield* endCardSubscription(company.cardId, version + 1)
        yield* captured(company, 9_000n)
        assert.deepStrictEqual(yield* told, [above])
      }).pipe(forCompany)
  )

  it.effect("pays its merchant alone, shows a payment that did not come, and takes the card's version", () =>
    Effect.gen(function* () {
      const company = yield* subscribed
      const other = yield* asked(company, "M-2")
      assert.deepStrictEqual([other.answer, other.payment.declined?.code], [null, "merchant"])
      const missed = yield* now(company.cardId)
      assert.deepStrictEqual([missed.lastPaidOn, missed.dueOn, missed.missed], [null, hosting.firstOn, true])
      yield* captured(company, 1_000n)
      assert.isFalse((yield* now(company.cardId)).missed)
      const late = yield* Effect.flip(subscribeCard(company.cardId, 1, hosting))
      assert.strictEqual(late._tag, "VersionConflict")
      const unknown = yield* Effect.flip(now(CardId.make(uuidV7())))
      assert.strictEqual(unknown._tag, "NotFound")
    }).pipe(forCompany)
  )
})
