import { Effect } from "effect"
import { type OperationEnd, Payments } from "../../../../ports/finance/Payments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import type { Ended, IntentId } from "../../providers/model/index.ts"
import {
  afterRefusal,
  afterSuccess,
  movesMoney,
  type OperationKind,
  type OperationOrder,
  type OperationOutcome,
  type Payment,
  type PaymentChange,
  paymentTransitions,
  postOperationKind
} from "../model/index.ts"

/**
 * Writes how an operation ended on it and on its payment, in the unit of work of the intent's
 * result. A state that the
 * payment cannot take any more, such as after a chargeback, is not taken: the amounts still are.
 */
export const endOperation = Effect.fnUntraced(function* (
  kind: OperationKind,
  intentId: IntentId | null,
  { operationId, paymentId }: Pick<OperationOrder, "operationId" | "paymentId">,
  ended: Ended<OperationOutcome>
) {
  const payments = yield* Payments
  const events = yield* Events
  const { payment } = yield* Effect.orDie(payments.hold(paymentId))
  const end = endOf(ended)
  if (!(yield* payments.endOperation(operationId, end))) return
  const change = changeOf(payment, kind, ended)
  if (isFirst(kind) || ended._tag === "Succeeded") {
    yield* payments.move(payment, change, isFirst(kind) ? end : { ...end, gatewayReference: null })
  }
  yield* events.publish({
    type:
      ended._tag === "Succeeded" || isFirst(kind)
        ? `payments.payment.${change.state}`
        : outcomeOf(kind, ended),
    entityId: paymentId,
    payload: { operationId, intentId, kind }
  })
  if (ended._tag === "Succeeded" && movesMoney(kind)) {
    yield* Effect.orDie(requestJob(postOperationKind, { paymentId, operationId }))
  }
})

const isFirst = (kind: OperationKind) =>
  kind !== "capture" && kind !== "void" && kind !== "refund" && kind !== "return"

const outcomeOf = (kind: OperationKind, { _tag }: Ended<OperationOutcome>) =>
  `payments.${kind}.${_tag === "Unknown" ? "unknown" : "refused"}`

const endOf = (ended: Ended<OperationOutcome>): OperationEnd => {
  switch (ended._tag) {
    case "Succeeded": {
      const { outcome, reference } = ended.settlement
      const { amount, code, message } = outcome
      return { state: "done", amount: amount.minor, gatewayReference: reference, code, message }
    }
    case "Refused": {
      const { code, en } = ended.refusal
      return { state: "refused", amount: null, gatewayReference: null, code, message: en }
    }
    case "Unknown":
      return { state: "unknown", amount: null, gatewayReference: null, code: null, message: null }
  }
}

const changeOf = (payment: Payment, kind: OperationKind, ended: Ended<OperationOutcome>): PaymentChange => {
  const same = {
    state: payment.state,
    authorised: payment.authorised.minor,
    captured: payment.captured.minor,
    refunded: payment.refunded.minor
  }
  const wanted =
    ended._tag === "Succeeded"
      ? afterSuccess(payment, kind, ended.settlement.outcome.amount.minor)
      : ended._tag === "Refused"
        ? { ...same, state: afterRefusal(payment, kind, ended.refusal.code) }
        : { ...same, state: isFirst(kind) ? ("unknown" as const) : payment.state }
  return payment.state !== "chargeback" && paymentTransitions[payment.state].includes(wanted.state)
    ? wanted
    : { ...wanted, state: payment.state }
}
