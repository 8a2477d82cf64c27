import { DateTime, Effect, Option } from "effect"
import { Onboardings } from "../../../../../ports/finance/Onboardings.ts"
import { notificationApplier } from "../../../notifications/model/index.ts"
import type { AppliedPorts } from "../AppliedPorts.ts"
import { bankingOf } from "../bankingOf.ts"
import { onboardingNow } from "./onboardingNow.ts"

/** What a notification about an onboarding brings: the onboarding as it is now. */
export const applyOnboarding = notificationApplier<AppliedPorts>({
  concern: "banking.onboarding",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const { byReference } = yield* Onboardings
      const known = yield* byReference(connection.id, reference)
      if (Option.isNone(known)) {
        return { _tag: "Ignored", reason: "no onboarding of ours is concerned" } as const
      }
      const asOf = BigInt((yield* DateTime.now).epochMilliseconds) * 1000n
      const banking = yield* bankingOf(connection)
      return { _tag: "Apply", asOf, write: yield* onboardingNow(banking, connection, known.value) } as const
    })
})
