import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import {
  followGatewaySubscription,
  readGatewaySubscription,
  setGatewaySubscription
} from "../../../domain/finance/payments/usecases/index.ts"
import { Payments } from "../../../ports/finance/Payments.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { keptDeliveries, processed } from "../../support/providers/keptDeliveries.ts"
import {
  byAnotherHand,
  eur,
  gatewayConnection,
  notifiedOf,
  paymentNow,
  paymentWorld,
  planned,
  token
} from "../../support/providers/paymentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const charge = (securityKey: string, amount: string, subscription: string) =>
  byAnotherHand(securityKey, {
    type: "sale",
    amount,
    currency: "EUR",
    subscription_id: subscription,
    payment_token: token()
  })

const recorded = Effect.flatMap(Payments, ({ list }) =>
  list({ state: Option.none(), settledOn: Option.none(), after: Option.none(), limit: 20 })
)

const jobs = (kind: string) =>
  Effect.flatMap(JobStore, ({ list }) =>
    list({ statuses: [], kind: Option.some(kind), after: Option.none(), limit: 20 })
  )

layer(paymentWorld, { excludeTestServices: true, timeout: "60 seconds" })(
  "subscriptions that NMI keeps",
  (it) => {
    it.effect("each charge is recorded once as a payment and posted, also by many at once", () =>
      Effect.gen(function* () {
        const { id: connectionId, securityKey } = yield* gatewayConnection
        const party = { code: "C1", label: "Dupont" }
        const said = { connectionId, reference: "sub-1", label: "Abonnement", party }
        const { id: gatewaySubscriptionId } = yield* followGatewaySubscription(said)
        assert.strictEqual((yield* Effect.flip(followGatewaySubscription(said)))._tag, "AlreadyExists")
        yield* charge(securityKey, "49.00", "sub-1")
        yield* charge(securityKey, "0.50", "sub-1")
        yield* charge(securityKey, "12.00", "another")
        const read = readGatewaySubscription.run({ gatewaySubscriptionId }, attempt(1))
        yield* Effect.all(
          Array.from({ length: 6 }, () => read),
          { concurrency: 6 }
        )
        yield* charge(securityKey, "49.00", "sub-1")
        assert.deepStrictEqual(yield* read, { recorded: 1 })
        const payments = yield* recorded
        assert.deepStrictEqual(
          payments.map(({ amount, label, party: of, state }) => [amount, label, of, state]),
          [
            [eur(4_900n), "Abonnement", party, "captured"],
            [eur(4_900n), "Abonnement", party, "captured"]
          ]
        )
        assert.lengthOf(yield* jobs("payments.post-operation"), 2)
      }).pipe(forCompany)
    )

    it.effect(
      "its notification has it read; what comes after is followed, and nothing of one that is left",
      () =>
        Effect.gen(function* () {
          const { id: connectionId, securityKey } = yield* gatewayConnection
          const followed = yield* followGatewaySubscription({
            connectionId,
            reference: "sub-1",
            label: "Abonnement"
          })
          yield* charge(securityKey, "49.00", "sub-1")
          yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
          assert.deepInclude(yield* processed(connectionId), { processed: 1, failed: 0 })
          assert.lengthOf(yield* jobs("payments.read-gateway-subscription"), 1)
          const read = readGatewaySubscription.run({ gatewaySubscriptionId: followed.id }, attempt(1))
          yield* planned({ when: "before", what: { kind: "cut" }, within: securityKey, times: 9 })
          assert.strictEqual((yield* Effect.flip(read)).code, "payments.subscription-not-read")
          yield* planned()
          yield* read
          const [payment] = yield* recorded
          if (payment === undefined) return yield* Effect.die("nothing was recorded")
          yield* byAnotherHand(securityKey, { type: "void", transactionid: payment.gatewayReference ?? "" })
          yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
          yield* processed(connectionId)
          assert.strictEqual((yield* paymentNow(payment.id)).payment.state, "voided")
          yield* setGatewaySubscription(followed.id, followed.version, "left")
          yield* charge(securityKey, "49.00", "sub-1")
          assert.deepStrictEqual(yield* read, { recorded: 0 })
        }).pipe(forCompany)
    )
  }
)
