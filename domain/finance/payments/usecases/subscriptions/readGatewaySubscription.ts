import { Effect, Option } from "effect"
import { GatewaySubscriptions } from "../../../../../ports/finance/GatewaySubscriptions.ts"
import { Payments } from "../../../../../ports/finance/Payments.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler, JobFailure } from "../../../../platform/jobs/model/index.ts"
import { EUR } from "../../../../shared/Money.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { openConnection } from "../../../providers/usecases/index.ts"
import {
  type GatewayPayment,
  type GatewaySubscription,
  type GatewaySubscriptionId,
  OperationId,
  PaymentId,
  readGatewaySubscriptionKind
} from "../../model/index.ts"
import { endOperation } from "../endOperation.ts"
import { followElsewhere } from "../followElsewhere.ts"
import { gatewayOf } from "../gatewayOf.ts"

/**
 * The work of `payments.read-gateway-subscription`: every sale that the gateway made for a subscription of its own and
 * that succeeded becomes a payment, once by the gateway's reference, and is posted as all are.
 */
export const readGatewaySubscription = jobHandler(readGatewaySubscriptionKind, ({ gatewaySubscriptionId }) =>
  Effect.gen(function* () {
    const { find } = yield* GatewaySubscriptions
    const { connectionId, reference, state } = yield* find(gatewaySubscriptionId)
    if (state === "left") return { recorded: 0 }
    const connection = yield* openConnection(connectionId, "asking")
    const gateway = yield* gatewayOf(connection, "payments.sale")
    const made = yield* gateway.paymentsOfSubscription(connection, reference, EUR)
    const recorded = yield* Effect.forEach(made, (seen) => record(gatewaySubscriptionId, seen))
    return { recorded: recorded.filter((isNew) => isNew).length }
  }).pipe(Effect.catch((failure) => Effect.fail(notRead(failure._tag))))
)

const record = Effect.fnUntraced(function* (id: GatewaySubscriptionId, seen: GatewayPayment) {
  const { write } = yield* UnitOfWork
  const { hold } = yield* GatewaySubscriptions
  const { atGateway } = yield* Payments
  const sale = seen.actions.find((one) => one.kind.is === "sale" && one.succeeded)
  if (sale === undefined) return false
  return yield* write(
    Effect.gen(function* () {
      const subscription = yield* hold(id)
      if (Option.isSome(yield* atGateway(subscription.connectionId, seen))) return false
      const paymentId = yield* adopt(subscription, seen, sale)
      yield* followElsewhere(paymentId, seen)
      return true
    })
  )
})

const adopt = Effect.fnUntraced(function* (
  { connectionId, label, party }: GatewaySubscription,
  { reference }: GatewayPayment,
  { amount, code, message }: GatewayPayment["actions"][number]
) {
  const payments = yield* Payments
  const events = yield* Events
  const ids = yield* Ids
  const paymentId = PaymentId.make(yield* ids.next)
  const operationId = OperationId.make(yield* ids.next)
  const kind = "sale" as const
  const nothing = { documentRef: null, paymentMethodId: null, threeDSecure: null }
  yield* payments.add({ id: paymentId, kind, connectionId, amount, label, party, ...nothing })
  yield* payments.addOperation({ id: operationId, paymentId, kind, amount, intentId: null })
  yield* events.publish({ type: "payments.payment.created", entityId: paymentId, payload: { kind } })
  const settlement = { reference, outcome: { amount, code, message } }
  yield* endOperation(kind, null, { operationId, paymentId }, { _tag: "Succeeded", settlement })
  return paymentId
})

const notRead = (fault: string) =>
  new JobFailure({
    code: "payments.subscription-not-read",
    fr: `Ce que la passerelle a encaissé pour cet abonnement n'a pas pu être lu (${fault}).`,
    en: `What the gateway took for this subscription could not be read (${fault}).`,
    retryable: true
  })
