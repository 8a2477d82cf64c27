import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import type { SettlementBatchId } from "../../../domain/finance/payments/model/index.ts"
import {
  enterBatch,
  postSettlement,
  refundPayment,
  stateBatch
} from "../../../domain/finance/payments/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Settlements } from "../../../ports/finance/Settlements.ts"
import { failBatch } from "../../../simulators/nmi/gatewayEvents.ts"
import { accountOf } from "../../../simulators/nmi/nmiSimulator.ts"
import { companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, nodeHost } from "../../support/hosts.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { keptDeliveries, processed } from "../../support/providers/keptDeliveries.ts"
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
import { forCompany } from "../../support/tenants.ts"

const world = Layer.suspend(() => Layer.merge(paymentWorld, nodeHost))

const batches = Effect.flatMap(Settlements, ({ list }) =>
  list({ state: Option.none(), after: Option.none(), limit: 9 })
)

const fileOf = (id: SettlementBatchId) => Effect.flatMap(Settlements, ({ find }) => find(id))

const sold = (connectionId: ConnectionId, minor: bigint) =>
  Effect.tap(asked({ kind: "sale", connectionId, amount: eur(minor) }), ({ intentId }) =>
    sendIntent(intentId)
  )

/** The nightly batch, notified twice. */
const settled = (connectionId: ConnectionId, securityKey: string) =>
  Effect.gen(function* () {
    yield* batchOf(securityKey)
    const deliveries = yield* notifiedOf(securityKey)
    yield* keptDeliveries(connectionId, nmiNotifications, [...deliveries, ...deliveries])
    yield* processed(connectionId)
    const [batch] = yield* batches
    return batch ?? (yield* Effect.die("no batch"))
  })

const statement = (net: bigint, fees: bigint) => ({
  net: eur(net),
  fees: eur(fees),
  feesVat: eur(0n),
  paidOn: LocalDate.make("2026-11-24"),
  statementRef: "Relevé 11/2026"
})

const post = (settlementBatchId: SettlementBatchId, times: number) =>
  postSettlement.run({ settlementBatchId, vatCode: null }, attempt(times))

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("batches that NMI settled", (it) => {
  it.effect("gross by payment, fees from the statement, one entry against the clearing account", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyWithBooks
      for (const [product, netAccount] of [
        ["NET", "512"],
        ["FEES", "627"]
      ]) {
        const rule = { eventType: "payments.settled", journal: "BQ", controlAccount: "511", side: "credit" }
        const added = yield* send("POST", "/v2/accounting/posting-rules", key, {
          ...rule,
          product,
          netAccount
        })
        assert.strictEqual(added.status, 201, added.text)
      }
      yield* Effect.gen(function* () {
        const { id: connectionId, securityKey } = yield* gatewayConnection
        const sale = yield* sold(connectionId, 12_000n)
        const refunded = yield* sold(connectionId, 3_000n)
        yield* sendIntent(lastIntent(yield* refundPayment(refunded.id, eur(1_000n))))
        const { gross, id, version } = yield* settled(connectionId, securityKey)
        assert.lengthOf(yield* batches, 1)
        assert.deepStrictEqual(gross, eur(14_000n))
        const { batch, lines } = yield* fileOf(id)
        assert.deepInclude(batch, { state: "reported", count: 3, fees: null, net: null })
        assert.sameDeepMembers(
          lines.map(({ amount, paymentId }) => [paymentId, amount]),
          [
            [sale.id, eur(12_000n)],
            [refunded.id, eur(3_000n)],
            [refunded.id, eur(-1_000n)]
          ]
        )
        assert.isNotNull((yield* paymentNow(sale.id)).payment.settledOn)
        const wrong = yield* Effect.flip(stateBatch(id, version, statement(14_000n, 180n)))
        assert.strictEqual(wrong._tag, "StatementDoesNotAdd")
        const tries = yield* Effect.all(
          Array.from({ length: 5 }, () => Effect.result(stateBatch(id, version, statement(13_820n, 180n)))),
          { concurrency: 5 }
        )
        assert.strictEqual(tries.filter(({ _tag }) => _tag === "Success").length, 1)
        assert.deepStrictEqual([yield* post(id, 1), yield* post(id, 2)], [{ posted: 1 }, { posted: 0 }])
        assert.strictEqual((yield* fileOf(id)).batch.state, "posted")
        const entries = yield* call("GET", "/v2/accounting/entries?account=511", { key })
        assert.strictEqual(textAt(entries.json, "items", "length"), "1")
        const sides = ["511", "512", "627"].map((account) => entries.text.includes(`"${account}"`))
        assert.deepStrictEqual(sides, [true, true, true], entries.text)
        assert.include(entries.text, "138.20")
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )

  it.effect("what a batch has taken is in no other one", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const sale = yield* sold(connectionId, 5_000n)
      const first = yield* settled(connectionId, securityKey)
      yield* stateBatch(first.id, first.version, statement(5_000n, 0n))
      const again = yield* fileOf(first.id)
      assert.deepStrictEqual(
        again.lines.map(({ amount, paymentId }) => [paymentId, amount]),
        [[sale.id, eur(5_000n)]]
      )
      const { toldTwice } = yield* retold(connectionId, first.id)
      assert.deepStrictEqual(toldTwice, [eur(0n)])
    }).pipe(forCompany)
  )

  it.effect("what another shop of the account took is nothing that we post", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      yield* sold(connectionId, 5_000n)
      yield* byAnotherHand(securityKey, {
        type: "sale",
        amount: "9.00",
        currency: "EUR",
        orderid: "shop-1",
        payment_token: "sim-other-shop-2"
      })
      const { id, version } = yield* settled(connectionId, securityKey)
      const refused = yield* Effect.flip(stateBatch(id, version, statement(5_900n, 0n)))
      assert.strictEqual(refused._tag, "SettlementUnmatched")
      assert.deepInclude(refused, { gross: eur(5_900n), known: eur(5_000n) })
      assert.strictEqual((yield* fileOf(id)).batch.state, "reported")
    }).pipe(forCompany)
  )

  it.effect("a batch that failed is shown, names no transaction and settles nothing", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const sale = yield* sold(connectionId, 5_000n)
      const { state } = yield* SimulatedGateway
      failBatch(accountOf(state, securityKey))
      yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
      yield* processed(connectionId)
      const [batch] = yield* batches
      assert.deepInclude(batch, { state: "failed" })
      if (batch === undefined) return
      assert.deepStrictEqual((yield* fileOf(batch.id)).lines, [])
      assert.isNull((yield* paymentNow(sale.id)).payment.settledOn)
      const refused = yield* Effect.flip(stateBatch(batch.id, batch.version, statement(5_000n, 0n)))
      assert.strictEqual(refused._tag, "IllegalTransition")
    }).pipe(forCompany)
  )
})

/** The same transactions in a second batch, as the gateway's pages might show them: nothing is left of them. */
const retold = (connectionId: ConnectionId, id: SettlementBatchId) =>
  Effect.gen(function* () {
    const { lines } = yield* fileOf(id)
    const { batch } = yield* enterBatch({
      connectionId,
      gatewayBatch: "again",
      gross: eur(5_000n),
      reportedOn: LocalDate.make("2026-11-25"),
      gatewayReferences: lines.map(({ gatewayReference }) => gatewayReference)
    })
    const entered = yield* fileOf(batch.id)
    return { toldTwice: entered.lines.map(({ amount }) => amount) }
  })
