import { DateTime, Effect, Option } from "effect"
import { Notifications } from "../../../../ports/finance/Notifications.ts"
import { Payments } from "../../../../ports/finance/Payments.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import type { ToldBatch } from "../model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { gatewayOf } from "./gatewayOf.ts"
import { noteSettled } from "./noteSettled.ts"
import { afterAll, isUnreal, stopUnreal } from "./refuseTestMode.ts"
import { keepBatch } from "./settlements/keepBatch.ts"
import { today } from "../../../shared/ParisDay.ts"

/**
 * What a notification about a batch brings: no batch can be read at the gateway, so what was told and proven is kept,
 * and the payments that wait for their settlement are looked up among those that it says to be settled. A batch that
 * failed names no payment; it is kept for somebody to look at.
 */
export const applySettlement = notificationApplier<AppliedPorts>({
  concern: "payments.settlement",
  read: (_, connection, { id, type }) =>
    Effect.gen(function* () {
      const gateway = yield* gatewayOf(connection, "payments.sale")
      if (isUnreal(connection, type)) {
        return { _tag: "Apply", asOf: afterAll, write: stopUnreal(connection) } as const
      }
      const { told } = yield* Notifications
      const batch = Option.flatMap(yield* told(id), gateway.toldBatch)
      const settled = type.split(".").includes("failure") ? Option.none() : yield* settledAt(connection)
      if (Option.isNone(batch) && Option.isNone(settled)) {
        return { _tag: "Ignored", reason: "no payment waits for it, and nothing more was told" } as const
      }
      const write = Effect.andThen(
        Effect.forEach(Option.toArray(batch), (one) => kept(connection, one)),
        noteSettled(connection.id, [
          ...Option.getOrElse(settled, () => []),
          ...Option.match(batch, { onNone: () => [], onSome: ({ gatewayReferences }) => gatewayReferences })
        ])
      )
      return { _tag: "Apply", asOf: 0n, write } as const
    })
})

/** What the gateway says to be settled of the time since our oldest payment that waits for it; none waits: none. */
const settledAt = Effect.fnUntraced(function* (connection: OpenConnection) {
  const { unsettledSince } = yield* Payments
  const { settledBetween } = yield* gatewayOf(connection, "payments.sale")
  const oldest = yield* unsettledSince(connection.id)
  return Option.isNone(oldest)
    ? Option.none()
    : Option.some(yield* settledBetween(connection, oldest.value, yield* DateTime.now))
})

const kept = ({ id: connectionId }: OpenConnection, { failed, ...told }: ToldBatch) =>
  Effect.flatMap(today, (reportedOn) =>
    keepBatch({ ...told, connectionId, reportedOn, state: failed ? "failed" : "reported" })
  )
