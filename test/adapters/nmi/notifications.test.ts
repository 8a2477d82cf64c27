import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import type { OperationKind, PaymentId } from "../../../domain/finance/payments/model/index.ts"
import { capturePayment, refundPayment } from "../../../domain/finance/payments/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Notifications } from "../../../ports/finance/Notifications.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { disorders, keptDeliveries, processed, scanned } from "../../support/providers/keptDeliveries.ts"
import {
  asked,
  batchOf,
  byAnotherHand,
  eur,
  gatewayConnection,
  lastIntent,
  notifiedOf,
  paymentNow,
  paymentWorld,
  sendIntent,
  SimulatedGateway
} from "../../support/providers/paymentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const answerLost = (securityKey: string) =>
  Effect.map(SimulatedGateway, ({ faults }) => {
    faults.splice(0, faults.length, { when: "after", what: { kind: "cut" }, within: securityKey, times: 1 })
  })

const referenceOf = (id: PaymentId) =>
  Effect.map(paymentNow(id), ({ payment }) => payment.gatewayReference ?? "")

const made = (connectionId: ConnectionId, kind: "authorisation" | "sale", minor: bigint) =>
  Effect.tap(asked({ kind, connectionId, amount: eur(minor) }), ({ intentId }) => sendIntent(intentId))

/** Where a payment stands, whatever it is called. */
const standing = (id: PaymentId) =>
  Effect.map(paymentNow(id), ({ operations, payment }) => ({
    state: payment.state,
    captured: payment.captured.minor,
    refunded: payment.refunded.minor,
    settled: payment.settledOn !== null,
    operations: operations.map((one) => [one.kind, one.state, one.amount.minor])
  }))

/** One refunded by us, two whose answers are lost, one captured and one voided by another hand; then the batch. */
const lived = Effect.gen(function* () {
  const { id: connectionId, securityKey } = yield* gatewayConnection
  const refunded = yield* made(connectionId, "sale", 1_000n)
  yield* sendIntent(lastIntent(yield* refundPayment(refunded.id, eur(300n))))
  const captured = yield* made(connectionId, "authorisation", 2_000n)
  const capture = yield* capturePayment(captured.id, eur(500n))
  yield* answerLost(securityKey)
  yield* sendIntent(lastIntent(capture))
  yield* answerLost(securityKey)
  const lost = yield* made(connectionId, "sale", 3_000n)
  const elsewhere = yield* made(connectionId, "authorisation", 4_000n)
  const transactionid = yield* referenceOf(elsewhere.id)
  yield* byAnotherHand(securityKey, { type: "capture", transactionid, amount: "7.00" })
  const voided = yield* made(connectionId, "sale", 5_000n)
  yield* byAnotherHand(securityKey, { type: "void", transactionid: yield* referenceOf(voided.id) })
  yield* batchOf(securityKey)
  return { connectionId, securityKey, payments: [refunded, captured, lost, elsewhere, voided] }
})

const done = (kind: OperationKind, amount: bigint) => [kind, "done" as const, amount]

const ends: ReadonlyArray<Effect.Success<ReturnType<typeof standing>>> = [
  {
    state: "partially_refunded",
    captured: 1_000n,
    refunded: 300n,
    settled: true,
    operations: [done("sale", 1_000n), done("refund", 300n)]
  },
  {
    state: "partially_captured",
    captured: 500n,
    refunded: 0n,
    settled: true,
    operations: [done("authorisation", 2_000n), done("capture", 500n)]
  },
  { state: "captured", captured: 3_000n, refunded: 0n, settled: true, operations: [done("sale", 3_000n)] },
  {
    state: "partially_captured",
    captured: 700n,
    refunded: 0n,
    settled: true,
    operations: [done("authorisation", 4_000n), done("capture", 700n)]
  },
  {
    state: "voided",
    captured: 5_000n,
    refunded: 0n,
    settled: false,
    operations: [done("sale", 5_000n), done("void", 5_000n)]
  }
]

const postings = Effect.gen(function* () {
  const { list } = yield* JobStore
  const kind = Option.some("payments.post-operation")
  return (yield* list({ statuses: [], kind, after: Option.none(), limit: 50 })).length
})

layer(paymentWorld, { excludeTestServices: true, timeout: "120 seconds" })("what NMI notifies", (it) => {
  it.effect.each(Object.entries(disorders))("%s, ends in the gateway's own state", ([, disorder]) =>
    Effect.gen(function* () {
      const { connectionId, payments, securityKey } = yield* lived
      const deliveries = yield* notifiedOf(securityKey)
      assert.strictEqual(deliveries.length, 10)
      yield* keptDeliveries(connectionId, nmiNotifications, disorder(deliveries))
      yield* processed(connectionId)
      yield* scanned(connectionId)
      assert.deepStrictEqual(yield* Effect.forEach(payments, ({ id }) => standing(id)), ends)
      assert.strictEqual(yield* postings, 7, "one entry for each operation that moved money")
      yield* scanned(connectionId)
      assert.deepStrictEqual(yield* Effect.forEach(payments, ({ id }) => standing(id)), ends)
      assert.strictEqual(yield* postings, 7)
    }).pipe(forCompany)
  )

  it.effect("nothing was delivered at all: the scan finds it, and a later one finds nothing new", () =>
    Effect.gen(function* () {
      const { connectionId, payments } = yield* lived
      yield* scanned(connectionId)
      assert.deepStrictEqual(yield* Effect.forEach(payments, ({ id }) => standing(id)), ends)
      const { list } = yield* Notifications
      const all = list({
        state: Option.none(),
        connectionId: Option.some(connectionId),
        after: Option.none(),
        limit: 50
      })
      const kept = (yield* all).length
      yield* scanned(connectionId)
      assert.strictEqual((yield* all).length, kept)
    }).pipe(forCompany)
  )

  it.effect(
    "a sale that is being sent is ended by its notification, and the sender's own end writes nothing",
    () =>
      Effect.gen(function* () {
        const { id: connectionId, securityKey } = yield* gatewayConnection
        const { take } = yield* ProviderIntents
        const sale = yield* asked({ kind: "sale", connectionId, amount: eur(900n) })
        yield* take(sale.intentId, { _tag: "Sent" })
        yield* byAnotherHand(securityKey, {
          type: "sale",
          amount: "9.00",
          currency: "EUR",
          orderid: sale.intentId,
          payment_token: "sim-being-sent"
        })
        yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
        yield* processed(connectionId)
        const ended = yield* standing(sale.id)
        assert.deepInclude(ended, { state: "captured", operations: [done("sale", 900n)] })
        yield* sendIntent(sale.intentId)
        assert.deepStrictEqual(yield* standing(sale.id), ended)
        assert.strictEqual(yield* postings, 1)
      }).pipe(forCompany)
  )

  it.effect("another hand's capture waits while ours is under way, and is taken after it", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const { due } = yield* Notifications
      const payment = yield* made(connectionId, "authorisation", 4_000n)
      const transactionid = yield* referenceOf(payment.id)
      const ours = lastIntent(yield* capturePayment(payment.id, eur(100n)))
      yield* byAnotherHand(securityKey, { type: "capture", transactionid, amount: "7.00" })
      yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
      assert.deepInclude(yield* processed(connectionId), { processed: 0, failed: 2 })
      assert.deepInclude(yield* standing(payment.id), { state: "authorised", captured: 0n })
      assert.strictEqual((yield* due(connectionId, 10)).length, 0, "both wait for their next attempt")
      yield* sendIntent(ours)
      yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
      yield* processed(connectionId)
      assert.deepInclude(yield* standing(payment.id), { state: "partially_captured", captured: 800n })
    }).pipe(forCompany)
  )

  it.effect("a payment of another shop of the account changes nothing", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      yield* byAnotherHand(securityKey, {
        type: "sale",
        amount: "9.00",
        currency: "EUR",
        orderid: "shop-1",
        payment_token: "sim-other-shop"
      })
      yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
      assert.deepInclude(yield* processed(connectionId), { processed: 0, ignored: 1, failed: 0 })
      assert.deepInclude(yield* scanned(connectionId), { processed: 0, ignored: 0, failed: 0 })
    }).pipe(forCompany)
  )
})
