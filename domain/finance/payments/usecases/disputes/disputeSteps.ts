import { Effect } from "effect"
import { Disputes } from "../../../../../ports/finance/Disputes.ts"
import { Payments } from "../../../../../ports/finance/Payments.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import {
  type DisputeId,
  type DisputeState,
  disputeTransitions,
  type PaymentId,
  postDisputeKind,
  stateWith
} from "../../model/index.ts"

/** A dispute that is at `version`, held, and may take the step. */
export const heldDispute = Effect.fnUntraced(function* (id: DisputeId, version: number, to: DisputeState) {
  const { hold } = yield* Disputes
  const dispute = yield* hold(id)
  const { state, version: current } = dispute
  if (current !== version) return yield* new VersionConflict({ entity: "Dispute", id, current })
  const allowed = disputeTransitions[state]
  if (!allowed.includes(to)) {
    return yield* new IllegalTransition({
      entity: "Dispute",
      id,
      from: state,
      attempted: to,
      allowed: [...allowed]
    })
  }
  return dispute
})

/** Has a payment stand where its disputes and its sums say, in the running unit of work. */
export const ofPaymentNow = Effect.fnUntraced(function* (id: PaymentId) {
  const payments = yield* Payments
  const { ofPayment } = yield* Disputes
  const { payment } = yield* Effect.orDie(payments.hold(id))
  const state = stateWith(payment, yield* ofPayment(id))
  if (state === payment.state) return
  const { authorised, captured, refunded } = payment
  const sums = { authorised: authorised.minor, captured: captured.minor, refunded: refunded.minor }
  yield* payments.move(payment, { state, ...sums }, { code: null, message: null, gatewayReference: null })
})

export const requestPosting = (disputeId: DisputeId) =>
  Effect.orDie(requestJob(postDisputeKind, { disputeId }))
