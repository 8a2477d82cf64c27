import { Effect } from "effect"
import { Disputes } from "../../../../../ports/finance/Disputes.ts"
import { Payments } from "../../../../../ports/finance/Payments.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { AlreadyExists } from "../../../../shared/errors.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { DisputeId, mayDispute, type NewDispute, type PaymentId } from "../../model/index.ts"
import { refuseCardNumbers } from "../refuseCardNumbers.ts"
import { heldDispute, ofPaymentNow, requestPosting } from "./disputeSteps.ts"

/** Enters a dispute of a payment by hand: its amount is taken back from now on. */
export const openDispute = Effect.fn("payments.openDispute")(function* (wanted: NewDispute) {
  const { write } = yield* UnitOfWork
  const disputes = yield* Disputes
  const payments = yield* Payments
  const events = yield* Events
  yield* refuseCardNumbers(wanted.reason, wanted.gatewayReference)
  return yield* write(
    Effect.gen(function* () {
      const { amount, gatewayReference = null, paymentId, reason, receivedOn } = wanted
      const { payment } = yield* payments.hold(paymentId)
      yield* Effect.fromResult(mayDispute(payment, yield* disputes.ofPayment(paymentId), amount))
      const id = DisputeId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
      const { connectionId } = payment
      const said = { id, connectionId, paymentId, gatewayReference, amount, reason, receivedOn, masked: null }
      if (!(yield* disputes.keep({ ...said, state: "opened" }))) {
        return yield* new AlreadyExists({ entity: "Dispute", key: gatewayReference ?? id })
      }
      yield* ofPaymentNow(paymentId)
      yield* requestPosting(id)
      yield* events.publish({ type: "payments.dispute.opened", entityId: id, payload: { paymentId } })
      return yield* Effect.orDie(disputes.find(id))
    })
  )
})

/** Says of which payment a dispute is that a gateway told of. */
export const linkDispute = Effect.fn("payments.linkDispute")(function* (
  id: DisputeId,
  version: number,
  paymentId: PaymentId
) {
  const { write } = yield* UnitOfWork
  const disputes = yield* Disputes
  const payments = yield* Payments
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { payment } = yield* payments.hold(paymentId)
      const { amount } = yield* heldDispute(id, version, "opened")
      yield* Effect.fromResult(mayDispute(payment, yield* disputes.ofPayment(paymentId), amount))
      yield* disputes.step(id, { state: "opened", paymentId })
      yield* ofPaymentNow(paymentId)
      yield* requestPosting(id)
      yield* events.publish({ type: "payments.dispute.opened", entityId: id, payload: { paymentId } })
      return yield* disputes.find(id)
    })
  )
})
