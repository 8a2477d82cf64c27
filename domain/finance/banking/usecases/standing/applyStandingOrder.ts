import { DateTime, Effect, Option } from "effect"
import { StandingOrders } from "../../../../../ports/finance/StandingOrders.ts"
import { notificationApplier } from "../../../notifications/model/index.ts"
import type { AppliedPorts } from "../AppliedPorts.ts"
import { bankingOf } from "../bankingOf.ts"
import { standingOrderNow } from "./standingOrderNow.ts"

const applier = (concern: "banking.consent" | "banking.standing-order") =>
  notificationApplier<AppliedPorts>({
    concern,
    read: ({ reference }, connection) =>
      Effect.gen(function* () {
        const { byConsent, byReference } = yield* StandingOrders
        const known = yield* (concern === "banking.consent" ? byConsent : byReference)(
          connection.id,
          reference
        )
        if (Option.isNone(known)) {
          return { _tag: "Ignored", reason: "no standing order of ours is concerned" } as const
        }
        const asOf = BigInt((yield* DateTime.now).epochMilliseconds) * 1000n
        const banking = yield* bankingOf(connection)
        return {
          _tag: "Apply",
          asOf,
          write: yield* standingOrderNow(banking, connection, known.value)
        } as const
      })
  })

/** What a notification about a standing order brings: the order as it is now. */
export const applyStandingOrder = applier("banking.standing-order")

/** The same of a consent that one waits for. */
export const applyStandingConsent = applier("banking.consent")
