import { DateTime, Effect, Option } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { gatewayOf } from "./gatewayOf.ts"
import { noteSettled } from "./noteSettled.ts"
import { afterAll, isUnreal, stopUnreal } from "./refuseTestMode.ts"

/**
 * What a notification about a batch brings: no batch can be read at the gateway, so the payments that wait for their
 * settlement are looked up among those that it says to be settled. A batch that failed names no payment.
 */
export const applySettlement = notificationApplier<AppliedPorts>({
  concern: "payments.settlement",
  read: (_, connection, { type }) =>
    Effect.gen(function* () {
      const { unsettledSince } = yield* Payments
      const { settledBetween } = yield* gatewayOf(connection, "payments.sale")
      if (isUnreal(connection, type)) {
        return { _tag: "Apply", asOf: afterAll, write: stopUnreal(connection) } as const
      }
      if (type.split(".").includes("failure"))
        return { _tag: "Ignored", reason: "the batch names no payment" } as const
      const oldest = yield* unsettledSince(connection.id)
      if (Option.isNone(oldest)) return { _tag: "Ignored", reason: "no payment waits for it" } as const
      const settled = yield* settledBetween(connection, oldest.value, yield* DateTime.now)
      return { _tag: "Apply", asOf: 0n, write: noteSettled(connection.id, settled) } as const
    })
})
