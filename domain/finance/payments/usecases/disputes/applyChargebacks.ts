import { Effect, Option } from "effect"
import { Disputes } from "../../../../../ports/finance/Disputes.ts"
import { Notifications } from "../../../../../ports/finance/Notifications.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { EUR, money } from "../../../../shared/Money.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { notificationApplier } from "../../../notifications/model/index.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import { DisputeId, type ToldChargeback } from "../../model/index.ts"
import type { AppliedPorts } from "../AppliedPorts.ts"
import { gatewayOf } from "../gatewayOf.ts"
import { afterAll, isUnreal, stopUnreal } from "../refuseTestMode.ts"
import { today } from "../../../../shared/ParisDay.ts"

/**
 * What a notification of chargebacks brings: each is kept once by its reference, of no payment until somebody says of
 * which. They cannot be read again: what was told and proven is all that there is. Amounts are taken for euros.
 */
export const applyChargebacks = notificationApplier<AppliedPorts>({
  concern: "payments.chargebacks",
  read: (_, connection, { id, type }) =>
    Effect.gen(function* () {
      const { toldChargebacks } = yield* gatewayOf(connection, "payments.sale")
      if (isUnreal(connection, type)) {
        return { _tag: "Apply", asOf: afterAll, write: stopUnreal(connection) } as const
      }
      const { told } = yield* Notifications
      const all = Option.flatMap(yield* told(id), toldChargebacks)
      if (Option.isNone(all)) return { _tag: "Ignored", reason: "no chargeback can be read in it" } as const
      const write = Effect.forEach(all.value, (one) => received(connection, one), { discard: true })
      return { _tag: "Apply", asOf: 0n, write } as const
    })
})

const received = Effect.fnUntraced(function* ({ id: connectionId }: OpenConnection, told: ToldChargeback) {
  const { keep } = yield* Disputes
  const events = yield* Events
  const { amount, gatewayReference, masked, on, reason } = told
  const id = DisputeId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const isNew = yield* keep({
    id,
    connectionId,
    paymentId: null,
    gatewayReference,
    amount: money(amount, EUR),
    reason,
    masked,
    receivedOn: on ?? (yield* today),
    state: "received"
  })
  if (!isNew) return
  yield* events.publish({ type: "payments.dispute.received", entityId: id, payload: { gatewayReference } })
})
