import { Effect } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  doneElsewhere,
  type DoneElsewhere,
  type GatewayPayment,
  isOddReturn,
  OperationId,
  type PaymentId
} from "../model/index.ts"
import { endOperation } from "./endOperation.ts"
import { noteSettled } from "./noteSettled.ts"

/** Writes what was done to a payment at its gateway and not asked for here, and its settlement. */
export const followElsewhere = Effect.fnUntraced(function* (id: PaymentId, seen: GatewayPayment) {
  const payments = yield* Payments
  const { operations, payment } = yield* Effect.orDie(payments.hold(id))
  if (payment.gatewayReference !== seen.reference) return
  const elsewhere = doneElsewhere(payment, operations, seen)
  if (elsewhere === "not-yet") return elsewhere
  for (const one of elsewhere) yield* adopt(id, one)
  if (isOddReturn(payment, seen)) {
    const { publish } = yield* Events
    yield* publish({ type: "payments.payment.return_unclear", entityId: id, payload: {} })
  }
  if (seen.state.is === "settled") yield* noteSettled(payment.connectionId, [seen.reference])
})

/** Writes what another hand did as an operation of the payment, which ends as ours do and is posted as they are. */
const adopt = Effect.fnUntraced(function* (paymentId: PaymentId, done: DoneElsewhere) {
  const payments = yield* Payments
  const { amount, code, kind, message } = done
  const operationId = OperationId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  yield* payments.addOperation({ id: operationId, paymentId, kind, amount, intentId: null })
  const settlement = { reference: null, outcome: { amount, code, message } }
  yield* endOperation(kind, null, { operationId, paymentId }, { _tag: "Succeeded", settlement })
})
