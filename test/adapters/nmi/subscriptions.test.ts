import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option, Redacted } from "effect"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { subscriptionLineLayer } from "../../../adapters/postgres/finance/subscriptions/SubscriptionLineSql.ts"
import { sweepSubscriptions } from "../../../adapters/queue/subscriptionSweep.ts"
import type { SubscriptionId } from "../../../domain/finance/payments/model/index.ts"
import {
  changePlan,
  changeSubscription,
  endSubscription,
  forgetMethod,
  pauseSubscription,
  resumeSubscription,
  subscribe
} from "../../../domain/finance/payments/usecases/index.ts"
import { today } from "../../../domain/shared/ParisDay.ts"
import { setConnectionState } from "../../../domain/finance/providers/usecases/index.ts"
import { addDays } from "../../../domain/shared/LocalDate.ts"
import { PaymentMethods } from "../../../ports/finance/PaymentMethods.ts"
import { ProviderConnections } from "../../../ports/finance/ProviderConnections.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { accountOf } from "../../../simulators/nmi/nmiSimulator.ts"
import { serviceUrl } from "../../support/database.ts"
import { eur, paymentNow, paymentWorld, SimulatedGateway } from "../../support/providers/paymentWorld.ts"
import {
  daysLater,
  looked,
  sendWaiting,
  subscribed,
  subscriptionNow
} from "../../support/providers/subscriptionWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const world = Layer.suspend(() =>
  subscriptionLineLayer.pipe(
    Layer.provideMerge(EngineSql.layer({ url: Redacted.make(serviceUrl()), maxConnections: 2 })),
    Layer.merge(paymentWorld)
  )
)

/** A look, the sending of what it asked for, and the look that its answer is a reason for. */
const charged = (id: SubscriptionId) => Effect.andThen(looked(id), Effect.andThen(sendWaiting, looked(id)))

const sales = (securityKey: string) =>
  Effect.map(SimulatedGateway, ({ state }) =>
    accountOf(state, securityKey).transactions.filter(({ type }) => type === "sale")
  )

const standing = (id: SubscriptionId) =>
  Effect.map(subscriptionNow(id), ({ charges, subscription: { note, state, taken } }) => ({
    state,
    taken,
    note,
    charges: charges.map(({ attempts, ordinal, state: of }) => [ordinal, of, attempts])
  }))

/** The answer of the gateway to every charge of a card from now on. */
const answers = (securityKey: string, card: string) =>
  Effect.map(SimulatedGateway, ({ state }) => {
    const { vault } = accountOf(state, securityKey)
    for (const id of vault.keys()) vault.set(id, card)
  })

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("subscriptions by a kept card", (it) => {
  it.effect(
    "each day is charged once on the payer's consent, also by many at once, until the plan is over",
    () =>
      Effect.gen(function* () {
        const { connection, first, id } = yield* subscribed({ payments: 2 })
        yield* Effect.all(
          Array.from({ length: 8 }, () => looked(id)),
          { concurrency: 8 }
        )
        yield* sendWaiting
        assert.deepInclude(yield* standing(id), { taken: 1, charges: [[0, "open", 1]] })
        yield* looked(id)
        assert.deepInclude(yield* standing(id), { state: "active", taken: 1, charges: [[0, "paid", 1]] })
        yield* daysLater(id, 1)
        yield* charged(id)
        yield* daysLater(id, 1)
        yield* charged(id)
        assert.deepStrictEqual(yield* standing(id), {
          state: "ended",
          taken: 2,
          note: null,
          charges: [
            [1, "paid", 1],
            [0, "paid", 1]
          ]
        })
        const { gatewayReference } = (yield* paymentNow(first.id)).payment
        const credential = {
          initiated_by: "merchant",
          stored_credential_indicator: "used",
          initial_transaction_id: gatewayReference ?? "",
          billing_method: "recurring"
        }
        const taken = (yield* sales(connection.securityKey)).map((one) => [one.cents, one.credential])
        assert.deepStrictEqual(taken, [
          [4_900n, credential],
          [4_900n, credential]
        ])
      }).pipe(forCompany)
  )

  it.effect("a charge without funds is tried again on its day, then left to somebody who resumes", () =>
    Effect.gen(function* () {
      const { connection, id, plan } = yield* subscribed()
      yield* answers(connection.securityKey, "sim-code-202-poor")
      yield* charged(id)
      assert.deepInclude(yield* standing(id), { state: "active", charges: [[0, "retrying", 1]] })
      yield* charged(id)
      assert.lengthOf(yield* sales(connection.securityKey), 1)
      for (const days of [3, 5, 7]) {
        yield* daysLater(id, days)
        yield* charged(id)
      }
      assert.deepStrictEqual(yield* standing(id), {
        state: "past_due",
        taken: 1,
        note: "202",
        charges: [[0, "unpaid", 4]]
      })
      yield* charged(id)
      assert.lengthOf(yield* sales(connection.securityKey), 4)
      yield* answers(connection.securityKey, "sim-solvent-again")
      yield* changePlan(plan.id, plan.version, { amount: eur(5_200n) })
      yield* resumeSubscription(id, (yield* subscriptionNow(id)).subscription.version)
      yield* charged(id)
      assert.deepInclude(yield* standing(id), { state: "active", taken: 2, note: null })
      assert.strictEqual((yield* sales(connection.securityKey)).at(-1)?.cents, 5_200n)
    }).pipe(forCompany)
  )

  it.effect.each([
    ["261", "ended"],
    ["252", "past_due"]
  ] as const)("a refusal %s is not repeated: the subscription is %s", ([code, state]) =>
    Effect.gen(function* () {
      const { connection, id } = yield* subscribed()
      yield* answers(connection.securityKey, `sim-code-${code}-no`)
      yield* charged(id)
      yield* charged(id)
      assert.deepStrictEqual(yield* standing(id), {
        state,
        taken: 1,
        note: code,
        charges: [[0, "unpaid", 1]]
      })
      assert.lengthOf(yield* sales(connection.securityKey), 1)
    }).pipe(forCompany)
  )

  it.effect("an answer that was lost is waited for: nothing more is charged meanwhile", () =>
    Effect.gen(function* () {
      const { connection, id } = yield* subscribed()
      const { faults } = yield* SimulatedGateway
      yield* looked(id)
      faults.push({ when: "after", what: { kind: "cut" }, within: connection.securityKey, times: 1 })
      yield* sendWaiting
      yield* daysLater(id, 1)
      yield* looked(id)
      assert.deepInclude(yield* standing(id), { state: "active", taken: 1, charges: [[0, "open", 1]] })
    }).pipe(forCompany)
  )

  it.effect("what falls due while it is paused never is charged; an ended one never again", () =>
    Effect.gen(function* () {
      const { connection, id } = yield* subscribed()
      const version = Effect.map(subscriptionNow(id), ({ subscription }) => subscription.version)
      yield* pauseSubscription(id, yield* version)
      yield* daysLater(id, 3)
      yield* charged(id)
      const resumed = yield* resumeSubscription(id, yield* version)
      assert.deepInclude(resumed, { ordinal: 3, nextOn: yield* today })
      yield* charged(id)
      assert.lengthOf(yield* sales(connection.securityKey), 1)
      const stale = yield* Effect.flip(endSubscription(id, 1))
      assert.strictEqual(stale._tag, "VersionConflict")
      yield* endSubscription(id, yield* version)
      yield* daysLater(id, 1)
      yield* charged(id)
      assert.lengthOf(yield* sales(connection.securityKey), 1)
      assert.strictEqual(
        (yield* Effect.flip(resumeSubscription(id, yield* version)))._tag,
        "IllegalTransition"
      )
    }).pipe(forCompany)
  )

  it.effect(
    "a charge that waits for its next attempt keeps its day over a pause, and is given up at the end",
    () =>
      Effect.gen(function* () {
        const { connection, id } = yield* subscribed({ rhythm: { unit: "day", every: 30, dayOfMonth: null } })
        const version = Effect.map(subscriptionNow(id), ({ subscription }) => subscription.version)
        const sql = yield* EngineSql
        const inDays = Effect.map(
          sql`select round(extract(epoch from due_at - now()) / 86400)::int as days
          from subscription_due where subscription_id = ${id}`,
          (rows) => rows.map(({ days }) => days)
        )
        yield* answers(connection.securityKey, "sim-code-202-poor")
        yield* charged(id)
        yield* pauseSubscription(id, yield* version)
        assert.deepStrictEqual(yield* inDays, [])
        yield* resumeSubscription(id, yield* version)
        const [days] = yield* inDays
        assert.isTrue(days === 2 || days === 3, String(days))
        yield* endSubscription(id, yield* version)
        assert.deepInclude(yield* standing(id), { state: "ended", charges: [[0, "unpaid", 1]] })
      }).pipe(forCompany)
  )

  it.effect(
    "a gateway that is off is waited for; a card that is gone asks for somebody, who names another",
    () =>
      Effect.gen(function* () {
        const { card, connection, first, id, plan } = yield* subscribed()
        const { find } = yield* ProviderConnections
        const { find: method } = yield* PaymentMethods
        const switched = (state: "disabled" | "enabled") =>
          Effect.flatMap(find(connection.id), ({ version }) =>
            setConnectionState(connection.id, version, state)
          )
        yield* switched("disabled")
        yield* charged(id)
        assert.deepInclude(yield* standing(id), { state: "active", taken: 0, note: "ConnectionDisabled" })
        yield* switched("enabled")
        yield* forgetMethod(card.id, (yield* method(card.id)).method.version)
        yield* looked(id)
        assert.deepInclude(yield* standing(id), { state: "active", taken: 0, note: "MethodNotUsable" })
        yield* sendWaiting
        yield* looked(id)
        assert.deepInclude(yield* standing(id), { state: "past_due", taken: 0, note: "MethodNotUsable" })
        const { version } = (yield* subscriptionNow(id)).subscription
        const means = { paymentMethodId: card.id, initialPaymentId: first.id }
        assert.strictEqual(
          (yield* Effect.flip(changeSubscription(id, version, means)))._tag,
          "MethodNotUsable"
        )
        const wanted = { planId: plan.id, label: "x", startOn: yield* today, ...means }
        assert.strictEqual((yield* Effect.flip(subscribe(wanted)))._tag, "MethodNotUsable")
      }).pipe(forCompany)
  )

  it.effect("nothing begins in the past, or by a plan that is offered no longer", () =>
    Effect.gen(function* () {
      const { card, first, plan } = yield* subscribed()
      const day = yield* today
      const wanted = {
        planId: plan.id,
        paymentMethodId: card.id,
        initialPaymentId: first.id,
        label: "x",
        startOn: addDays(day, -1)
      }
      assert.strictEqual((yield* Effect.flip(subscribe(wanted)))._tag, "StartInThePast")
      yield* changePlan(plan.id, plan.version, { active: false })
      const late = yield* Effect.flip(subscribe({ ...wanted, startOn: day }))
      assert.strictEqual(late._tag, "PlanNotOffered")
    }).pipe(forCompany)
  )

  it.effect(
    "it is looked at on its day, and when its payment is answered; by one job however many rounds",
    () =>
      Effect.gen(function* () {
        const { id } = yield* subscribed()
        const sql = yield* EngineSql
        const isDue = Effect.map(
          sql`select due_at <= now() as due from subscription_due where subscription_id = ${id}`,
          (rows) => rows.map(({ due }) => due)
        )
        const put = (days: number) =>
          sql`update subscription_due set due_at = now() + make_interval(days => ${days}) where subscription_id = ${id}`
        yield* put(0)
        yield* sweepSubscriptions
        yield* put(0)
        yield* sweepSubscriptions
        const { list } = yield* JobStore
        const kind = Option.some("payments.charge-subscription")
        assert.lengthOf(yield* list({ statuses: [], kind, after: Option.none(), limit: 9 }), 1)
        yield* looked(id)
        yield* put(5)
        yield* sendWaiting
        assert.deepStrictEqual(yield* isDue, [true])
        yield* looked(id)
        assert.deepStrictEqual(yield* isDue, [false])
        yield* endSubscription(id, (yield* subscriptionNow(id)).subscription.version)
        assert.deepStrictEqual(yield* isDue, [])
      }).pipe(forCompany)
  )
})
