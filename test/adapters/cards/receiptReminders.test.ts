import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { cardLineLayer } from "../../../adapters/postgres/finance/cards/CardLineSql.ts"
import { sweepReceipts } from "../../../adapters/queue/receiptSweep.ts"
import { type Card, CardId, type CardPaymentId } from "../../../domain/finance/cards/model/index.ts"
import {
  answerPayment,
  attachReceipt,
  changeCard,
  recordMovement,
  remindReceipt
} from "../../../domain/finance/cards/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { CardPayments } from "../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../ports/finance/Cards.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { activeCard } from "../../support/cards/cardSeeds.ts"
import { serviceUrl } from "../../support/database.ts"
import { attempt, fakeConnection, intentWorld } from "../../support/providers/intentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const world = Layer.suspend(() =>
  cardLineLayer.pipe(
    Layer.provideMerge(EngineSql.layer({ url: Redacted.make(serviceUrl()), maxConnections: 2 })),
    Layer.merge(intentWorld)
  )
)

/** A payment of 10.00 that was captured, with a card that asks for receipts. */
const captured = Effect.gen(function* () {
  const { id: connectionId } = yield* fakeConnection
  const { id: cardId, reference } = yield* activeCard(connectionId)
  const transaction = uuidV7()
  yield* answerPayment(
    connectionId,
    {
      transactionReference: transaction,
      cardReference: reference,
      orderReference: null,
      amount: money(1_000n, EUR),
      original: null,
      channel: "online",
      direction: "debit",
      merchant: { id: "M-1", name: "Shop", city: "Lyon", country: "FRA", category: "5812" },
      partialAllowed: false,
      expiresAt: null
    },
    "30 seconds"
  )
  const { byTransaction } = yield* CardPayments
  const payment = Option.getOrThrow(yield* byTransaction(connectionId, transaction))
  yield* recordMovement(payment.id, movement("capture"))
  const { find } = yield* Cards
  return { payment, card: yield* find(CardId.make(cardId)) }
})

const movement = (kind: "capture" | "refund") => ({
  reference: `${kind}-${uuidV7()}`,
  kind,
  amount: money(1_000n, EUR),
  original: null,
  final: true,
  occurredAt: DateTime.makeUnsafe("2026-03-05T10:00:00Z"),
  label: "Shop"
})

/** In how many days the payment's receipt is reminded of; infinity: never. */
const due = (paymentId: string) =>
  Effect.gen(function* () {
    const sql = yield* EngineSql
    const rows = yield* sql`select case when due_at = 'infinity' then 'never'
        else round(extract(epoch from due_at - now()) / 86400)::text end as days
      from receipt_due where payment_id = ${paymentId}`
    return rows.map(({ days }) => days)
  })

const reminded = (cardPaymentId: CardPaymentId) => remindReceipt.run({ cardPaymentId }, attempt(1))

const change = ({ id, version }: Card, part: Parameters<typeof changeCard>[2]) =>
  changeCard(id, version, part)

const told = (paymentId: string) =>
  Effect.gen(function* () {
    const { after } = yield* EventLog
    const prefix = "cards.payment.receipt_missing"
    const { events } = yield* after({ after: undefined, limit: 100, contexts: ["cards"], prefix })
    return events.filter(({ entityId }) => entityId === paymentId).length
  })

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("a receipt that is missing", (it) => {
  it.effect("is told of after the card's days, once, by one job however many rounds", () =>
    Effect.gen(function* () {
      const { card, payment } = yield* captured
      assert.deepStrictEqual(yield* due(payment.id), ["7"])
      const sooner = yield* change(card, { remindAfterDays: 3 })
      assert.deepStrictEqual(yield* due(payment.id), ["3"])
      const never = yield* change(sooner, { remindAfterDays: null })
      assert.deepStrictEqual(yield* due(payment.id), ["never"])
      yield* change(never, { remindAfterDays: 1 })
      const sql = yield* EngineSql
      const day = sql`update receipt_due set due_at = now() where payment_id = ${payment.id}`
      yield* Effect.andThen(day, sweepReceipts)
      yield* Effect.andThen(day, sweepReceipts)
      const { list } = yield* JobStore
      const kind = Option.some("cards.remind-receipt")
      assert.lengthOf(yield* list({ statuses: [], kind, after: Option.none(), limit: 9 }), 1)
      assert.deepStrictEqual(yield* reminded(payment.id), { reminded: true })
      assert.deepStrictEqual(yield* reminded(payment.id), { reminded: false })
      assert.deepStrictEqual([yield* told(payment.id), yield* due(payment.id)], [1, []])
    }).pipe(forCompany)
  )

  it.effect("is none once it came, or the money came back", () =>
    Effect.gen(function* () {
      const { payment } = yield* captured
      yield* attachReceipt(payment.id, "facture.pdf", new TextEncoder().encode("%PDF-1.7 receipt"))
      assert.deepStrictEqual(yield* due(payment.id), [])
      assert.deepStrictEqual(yield* reminded(payment.id), { reminded: false })
      const { payment: returned } = yield* captured
      yield* recordMovement(returned.id, movement("refund"))
      assert.deepStrictEqual(yield* due(returned.id), [])
      assert.strictEqual(yield* told(payment.id), 0)
    }).pipe(forCompany)
  )
})
