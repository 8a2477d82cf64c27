import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { chargeSubscriptionKind } from "../../domain/finance/payments/model/index.ts"
import { requestCharge, requestGatewayReading } from "../../domain/finance/payments/usecases/index.ts"
import { GatewaySubscriptionLine } from "../../ports/finance/GatewaySubscriptions.ts"
import { SubscriptionLine } from "../../ports/finance/SubscriptionLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** One round: asks for a look at each subscription that is due. One that fails keeps no other back. */
export const sweepSubscriptions = Effect.gen(function* () {
  const { takeDue } = yield* SubscriptionLine
  return yield* forEachCompany(
    yield* takeDue(200),
    {
      requestId: "subscription-sweep",
      failed: "A subscription could not be looked at",
      permissions: chargeSubscriptionKind.permissions
    },
    ({ subscriptionId }) => requestCharge(subscriptionId)
  )
})

/** The same for what gateways take by themselves. */
export const sweepGatewaySubscriptions = Effect.gen(function* () {
  const { takeDue } = yield* GatewaySubscriptionLine
  return yield* forEachCompany(
    yield* takeDue(200),
    { requestId: "gateway-subscription-sweep", failed: "A gateway's subscription could not be read" },
    ({ gatewaySubscriptionId }) => requestGatewayReading(gatewaySubscriptionId)
  )
})

/** Has subscriptions charged on their days, and those of gateways read: one of the workers does it for all companies. */
export const subscriptionSweepLayer = Singleton.make(
  "payments/subscriptions",
  Effect.asVoid(everAgain("30 seconds", Effect.andThen(sweepSubscriptions, sweepGatewaySubscriptions)))
)
