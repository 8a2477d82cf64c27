import { Effect } from "effect"
import { Disputes } from "../../../../../ports/finance/Disputes.ts"
import { Payments } from "../../../../../ports/finance/Payments.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { DisputeId } from "../../model/index.ts"
import { refuseCardNumbers } from "../refuseCardNumbers.ts"
import { heldDispute, ofPaymentNow, requestPosting } from "./disputeSteps.ts"

/** Notes what was answered to a dispute. It is given to the gateway on its own pages: no request for it is documented. */
export const contestDispute = Effect.fn("payments.contestDispute")(function* (
  id: DisputeId,
  version: number,
  evidence: string
) {
  yield* refuseCardNumbers(evidence)
  return yield* stepping(id, version, { state: "contested", evidence })
})

/** Sets aside a dispute that a gateway told of and that is of no payment of ours. */
export const dismissDispute = Effect.fn("payments.dismissDispute")((id: DisputeId, version: number) =>
  stepping(id, version, { state: "dismissed" })
)

/** A dispute that is won has its entry reversed and its payment back where it stood; one that is lost stays posted. */
export const resolveDispute = Effect.fn("payments.resolveDispute")(function* (
  id: DisputeId,
  version: number,
  state: "lost" | "won",
  resolvedOn: LocalDate
) {
  const { write } = yield* UnitOfWork
  const disputes = yield* Disputes
  const payments = yield* Payments
  return yield* write(
    Effect.gen(function* () {
      const { paymentId } = yield* disputes.find(id)
      if (paymentId !== null) yield* Effect.orDie(payments.hold(paymentId))
      const resolved = yield* stepping(id, version, { state, resolvedOn })
      if (paymentId !== null) yield* ofPaymentNow(paymentId)
      if (state === "won") yield* requestPosting(id)
      return resolved
    })
  )
})

const stepping = Effect.fnUntraced(function* (
  id: DisputeId,
  version: number,
  step: {
    readonly state: "contested" | "dismissed" | "lost" | "won"
    readonly evidence?: string
    readonly resolvedOn?: LocalDate
  }
) {
  const { write } = yield* UnitOfWork
  const disputes = yield* Disputes
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* heldDispute(id, version, step.state)
      yield* disputes.step(id, step)
      yield* events.publish({ type: `payments.dispute.${step.state}`, entityId: id, payload: {} })
      return yield* disputes.find(id)
    })
  )
})
