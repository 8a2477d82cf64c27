import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import type {
  NewStandingOrder,
  ProviderAccount,
  StandingOrderId
} from "../../../domain/finance/banking/model/index.ts"
import {
  cancelStandingOrder,
  scheduleStandingOrder,
  standingOrderPerformers
} from "../../../domain/finance/banking/usecases/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { StandingOrders } from "../../../ports/finance/StandingOrders.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { bankWorld, SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { decideConsent } from "../../support/swan/swanWorld.ts"
import { companyAtSwan } from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const world = IntentPerformers.layer(standingOrderPerformers).pipe(Layer.provideMerge(bankWorld))

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const now = (id: StandingOrderId) => Effect.flatMap(StandingOrders, ({ find }) => find(id))

const intentOf = (id: StandingOrderId) => Effect.map(now(id), ({ intentId }) => IntentId.make(intentId ?? ""))

const performed = (id: StandingOrderId) =>
  Effect.gen(function* () {
    yield* performIntent.run({ intentId: yield* intentOf(id) }, attempt(1))
    return yield* now(id)
  })

const settled = (id: StandingOrderId) =>
  Effect.gen(function* () {
    yield* settleIntent.run({ intentId: yield* intentOf(id) }, attempt(1))
    return yield* now(id)
  })

const given = ({ id }: ProviderAccount, part: Partial<NewStandingOrder> = {}) =>
  Effect.flatMap(
    scheduleStandingOrder({
      providerAccountId: id,
      payee: { name: "SCI des Tilleuls", account: "FR1420041010050500013M02606" },
      amount: money(85_000n, EUR),
      label: "Loyer atelier",
      period: "month",
      firstDate: LocalDate.make("2999-01-05"),
      consentReturnUrl: "https://erp.example.fr/standing-orders",
      ...part
    }),
    (order) => performed(order.id)
  )

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("standing orders at Swan", (it) => {
  it.effect("one pays once a person has consented, having seen what the check of the payee said", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const waits = yield* given(account, {
        payee: { name: "CloseMatch", account: "FR1420041010050500013M02606" }
      })
      assert.deepInclude(waits, { state: "consent_pending", suggestedName: "Close Match SARL" })
      assert.strictEqual(waits.payeeAnswer?.is, "close-match")
      yield* sync(connection.id)
      assert.strictEqual((yield* now(waits.id)).version, waits.version)
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* sync(connection.id)
      const active = yield* now(waits.id)
      assert.deepInclude(active, { state: "active", consent: null })
      assert.isNotNull(active.nextDate)
      yield* planned({ when: "after", what: { kind: "cut" }, within: "CancelStandingOrder", times: 1 })
      yield* cancelStandingOrder(active.id, active.version)
      assert.strictEqual((yield* performed(active.id)).state, "cancelling")
      assert.strictEqual((yield* settled(active.id)).state, "cancelled")
      const late = yield* Effect.flip(cancelStandingOrder(active.id, (yield* now(active.id)).version))
      assert.strictEqual(late._tag, "IllegalTransition")
    }).pipe(forCompany)
  )

  it.effect("one whose answer was lost is found by its mark, and a refused consent ends it", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* planned({ when: "after", what: { kind: "cut" }, within: "ScheduleStandingOrder", times: 1 })
      const lost = yield* given(account)
      assert.strictEqual(lost.state, "unknown")
      const waits = yield* settled(lost.id)
      assert.strictEqual(waits.state, "consent_pending")
      yield* decideConsent(waits.consent?.url ?? "", "refuse")
      yield* sync(connection.id)
      assert.deepInclude(yield* now(lost.id), { state: "refused", consent: null })
    }).pipe(forCompany)
  )

  it.effect("one that never arrived is not there, and stays unknown until that is believed", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      yield* planned({ when: "before", what: { kind: "cut" }, within: "ScheduleStandingOrder", times: 1 })
      const lost = yield* given(account)
      yield* Effect.exit(settled(lost.id))
      assert.deepInclude(yield* now(lost.id), { state: "unknown", reference: null })
    }).pipe(forCompany)
  )
})
