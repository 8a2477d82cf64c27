import { Effect } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { VersionConflict } from "../../../shared/errors.ts"
import type { Money } from "../../../shared/Money.ts"
import { type FollowUp, followUpAmount, type PaymentId } from "../model/index.ts"
import { followed, openOperation } from "./openOperation.ts"

/** Captures or refunds an amount of a payment, all that is left when none is named. */
export const capturePayment = Effect.fn("payments.capture")((id: PaymentId, amount: Money | null) =>
  follow(id, "capture", amount, null)
)

export const refundPayment = Effect.fn("payments.refund")((id: PaymentId, amount: Money | null) =>
  follow(id, "refund", amount, null)
)

/** Voids a payment that was not settled, if it still is at `version`. */
export const voidPayment = Effect.fn("payments.void")((id: PaymentId, version: number) =>
  follow(id, "void", null, version)
)

const follow = Effect.fnUntraced(function* (
  id: PaymentId,
  kind: FollowUp,
  asked: Money | null,
  version: number | null
) {
  const { write } = yield* UnitOfWork
  const payments = yield* Payments
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { operations, payment } = yield* payments.hold(id)
      if (version !== null && payment.version !== version) {
        return yield* new VersionConflict({ entity: "Payment", id, current: payment.version })
      }
      const amount = yield* Effect.fromResult(followUpAmount(payment, operations, kind, asked))
      yield* openOperation(payment, kind, amount, followed)
      yield* events.publish({ type: `payments.${kind}.requested`, entityId: id, payload: {} })
      return yield* payments.find(id)
    })
  )
})
