import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import type { Dispute } from "../../../domain/finance/payments/model/index.ts"
import {
  contestDispute,
  dismissDispute,
  linkDispute,
  openDispute,
  postDispute,
  refundPayment,
  resolveDispute
} from "../../../domain/finance/payments/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Disputes } from "../../../ports/finance/Disputes.ts"
import { chargeBack } from "../../../simulators/nmi/gatewayEvents.ts"
import { accountOf } from "../../../simulators/nmi/nmiSimulator.ts"
import { companyWithBooks, send, textAt } from "../../support/books.ts"
import { call, nodeHost } from "../../support/hosts.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { keptDeliveries, processed } from "../../support/providers/keptDeliveries.ts"
import {
  asked,
  eur,
  gatewayConnection,
  lastIntent,
  notifiedOf,
  paymentWorld,
  sendIntent,
  SimulatedGateway,
  stateOf
} from "../../support/providers/paymentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const world = Layer.suspend(() => Layer.merge(paymentWorld, nodeHost))

const day = (text: string) => LocalDate.make(text)

const sold = (connectionId: ConnectionId, minor: bigint) =>
  Effect.tap(asked({ kind: "sale", connectionId, amount: eur(minor) }), ({ intentId }) =>
    sendIntent(intentId)
  )

const disputes = Effect.flatMap(Disputes, ({ list }) =>
  list({ state: Option.none(), paymentId: Option.none(), after: Option.none(), limit: 9 })
)

const post = ({ id: disputeId }: Dispute, times: number) => postDispute.run({ disputeId }, attempt(times))

const said = { amount: eur(400n), reason: "Service non rendu", receivedOn: day("2026-03-05") }

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("payments that are disputed", (it) => {
  it.effect(
    "told twice it is one, of no payment until somebody says of which; then it is posted and won",
    () =>
      Effect.gen(function* () {
        const { key, scope } = yield* companyWithBooks
        const rule = {
          eventType: "payments.disputed",
          journal: "BQ",
          controlAccount: "411",
          netAccount: "511"
        }
        yield* send("POST", "/v2/accounting/posting-rules", key, { ...rule, side: "debit" })
        yield* Effect.gen(function* () {
          const { id: connectionId, securityKey } = yield* gatewayConnection
          const sale = yield* sold(connectionId, 1_000n)
          yield* notifiedOf(securityKey)
          const { state } = yield* SimulatedGateway
          for (const id of ["cb-1", "cb-1", "cb-2"]) chargeBack(accountOf(state, securityKey), id, 400n)
          yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
          assert.deepInclude(yield* processed(connectionId), { processed: 3, failed: 0 })
          const [second, first] = yield* disputes
          if (first === undefined || second === undefined) return yield* Effect.die("two disputes were told")
          assert.deepInclude(first, { state: "received", paymentId: null, amount: eur(400n) })
          assert.strictEqual((yield* dismissDispute(second.id, 1)).state, "dismissed")
          const linked = yield* linkDispute(first.id, first.version, sale.id)
          assert.strictEqual(yield* stateOf(sale.id), "chargeback")
          assert.deepStrictEqual(
            [yield* post(linked, 1), yield* post(linked, 2)],
            [{ posted: 1 }, { posted: 0 }]
          )
          const { find } = yield* Disputes
          const { version } = yield* find(first.id)
          const contested = yield* contestDispute(first.id, version, "Bon signé")
          const won = yield* resolveDispute(first.id, contested.version, "won", day("2026-03-09"))
          assert.strictEqual(yield* stateOf(sale.id), "captured")
          assert.deepStrictEqual([yield* post(won, 1), yield* post(won, 2)], [{ posted: 1 }, { posted: 0 }])
          const late = yield* find(first.id)
          const again = yield* Effect.flip(resolveDispute(first.id, late.version, "lost", day("2026-03-10")))
          assert.strictEqual(again._tag, "IllegalTransition")
          const entries = yield* call("GET", "/v2/accounting/entries?account=511", { key })
          assert.strictEqual(textAt(entries.json, "items", "length"), "2")
        }).pipe(Effect.provideService(TenantScope, scope))
      })
  )

  it.effect("never more than was taken is disputed, also by many at once; one that is lost stays", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const sale = yield* sold(connectionId, 1_000n)
      const tries = yield* Effect.all(
        Array.from({ length: 6 }, () => Effect.result(openDispute({ ...said, paymentId: sale.id }))),
        { concurrency: 6 }
      )
      const opened = tries.flatMap((one) => (one._tag === "Success" ? [one.success] : []))
      assert.lengthOf(opened, 2)
      for (const [place, { id, version }] of opened.entries()) {
        yield* resolveDispute(id, version, place === 0 ? "lost" : "won", day("2026-03-09"))
      }
      assert.strictEqual(yield* stateOf(sale.id), "chargeback")
      const refund = yield* Effect.flip(refundPayment(sale.id, eur(1n)))
      assert.strictEqual(refund._tag, "IllegalTransition")
    }).pipe(forCompany)
  )

  it.effect(
    "a refund that ends after the dispute leaves the payment disputed; what was won before is not posted",
    () =>
      Effect.gen(function* () {
        const { id: connectionId } = yield* gatewayConnection
        const sale = yield* sold(connectionId, 1_000n)
        const refund = lastIntent(yield* refundPayment(sale.id, eur(100n)))
        const { id, version } = yield* openDispute({ ...said, paymentId: sale.id })
        yield* sendIntent(refund)
        assert.strictEqual(yield* stateOf(sale.id), "chargeback")
        const won = yield* resolveDispute(id, version, "won", day("2026-03-09"))
        assert.strictEqual(yield* stateOf(sale.id), "partially_refunded")
        assert.deepStrictEqual(yield* post(won, 1), { posted: 0 })
      }).pipe(forCompany)
  )

  it.effect("the gateway's reference is entered once, and without a rule the job says what is missing", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const sale = yield* sold(connectionId, 1_000n)
      const wanted = { ...said, paymentId: sale.id, gatewayReference: "cb-9" }
      const opened = yield* openDispute(wanted)
      assert.strictEqual((yield* Effect.flip(openDispute(wanted)))._tag, "AlreadyExists")
      assert.deepInclude(yield* Effect.flip(post(opened, 1)), { code: "payments.dispute-not-posted" })
    }).pipe(forCompany)
  )
})
