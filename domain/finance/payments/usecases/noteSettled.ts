import { DateTime, Effect } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import type { ConnectionId } from "../../providers/model/index.ts"

/** Marks payments as settled on the day in France on which the gateway says so: it gives no day of its own. */
export const noteSettled = Effect.fnUntraced(function* (
  connectionId: ConnectionId,
  references: ReadonlyArray<string>
) {
  const payments = yield* Payments
  const events = yield* Events
  const now = yield* DateTime.now
  const today = LocalDate.make(DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(now, "Europe/Paris")))
  for (const id of yield* payments.settle(connectionId, references, today)) {
    yield* events.publish({ type: "payments.payment.settled", entityId: id, payload: { settledOn: today } })
  }
})
