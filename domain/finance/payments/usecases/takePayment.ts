import { Effect } from "effect"
import { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { Payments } from "../../../../ports/finance/Payments.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  type KeptThreeDSecure,
  MethodNotUsable,
  type NewPayment,
  PaymentId,
  type PaymentSource
} from "../model/index.ts"
import { initialReference } from "./initialReference.ts"
import { sealOnce } from "./intentToken.ts"
import { openOperation } from "./openOperation.ts"
import { refuseCardNumbers } from "./refuseCardNumbers.ts"

/** Takes, authorises, credits or checks by card: the payment and what is asked of its gateway commit together. */
export const takePayment = Effect.fn("payments.take")(function* (wanted: NewPayment) {
  const { write } = yield* UnitOfWork
  const payments = yield* Payments
  const events = yield* Events
  const ids = yield* Ids
  yield* refuseCardNumbers(wanted.label, wanted.documentRef, wanted.party?.label, wanted.token)
  return yield* write(
    Effect.gen(function* () {
      const { amount, connectionId, initiatedBy, kind, label, token } = wanted
      const authenticated = keptOf(wanted)
      yield* Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId))
      const source = yield* sourceOf(wanted)
      const consent = yield* initialReference(wanted)
      const id = PaymentId.make(yield* ids.next)
      const payment = yield* payments.add({
        id,
        kind,
        connectionId,
        amount,
        label,
        documentRef: wanted.documentRef ?? null,
        party: wanted.party ?? null,
        paymentMethodId: wanted.paymentMethodId ?? null,
        threeDSecure: authenticated
      })
      const intent = yield* openOperation(payment, kind, amount, {
        source: source._tag === "Token" ? { _tag: "Token" } : source,
        initiatedBy,
        initialReference: consent,
        billing: wanted.billing ?? null,
        threeDSecure: authenticated
      })
      yield* sealOnce(intent, { token, threeDSecure: wanted.threeDSecure })
      yield* events.publish({ type: "payments.payment.created", entityId: id, payload: { kind } })
      return yield* Effect.orDie(payments.find(id))
    })
  )
})

const keptOf = ({ threeDSecure }: NewPayment): KeptThreeDSecure | null => {
  if (threeDSecure === undefined) return null
  const { cavv: _cavv, xid: _xid, ...kept } = threeDSecure
  return kept
}

const sourceOf = Effect.fnUntraced(function* ({ connectionId, paymentMethodId, token = "" }: NewPayment) {
  if (paymentMethodId === undefined) return { _tag: "Token", token } satisfies PaymentSource
  const { method, reference } = yield* Effect.flatMap(PaymentMethods, ({ holdToCharge }) =>
    holdToCharge(paymentMethodId)
  )
  if (method.state !== "kept" || reference === null || method.connectionId !== connectionId) {
    return yield* new MethodNotUsable({ paymentMethodId, state: method.state })
  }
  return { _tag: "StoredMethod", reference } satisfies PaymentSource
})
