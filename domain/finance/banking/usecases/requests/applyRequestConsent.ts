import { DateTime, Effect, Option } from "effect"
import { BankRequests } from "../../../../../ports/finance/BankRequests.ts"
import { notificationApplier } from "../../../notifications/model/index.ts"
import type { AppliedPorts } from "../AppliedPorts.ts"
import { bankingOf } from "../bankingOf.ts"
import { keepConsent } from "./readWaiting.ts"

/** What a notification about a consent brings: the mandate's or debit's request that waited for it goes on, or ends. */
export const applyRequestConsent = notificationApplier<AppliedPorts>({
  concern: "banking.consent",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const { byConsent } = yield* BankRequests
      const waiting = Option.getOrUndefined(yield* byConsent(connection.id, reference))
      if (waiting === undefined) {
        return { _tag: "Ignored", reason: "no request waits for this consent" } as const
      }
      const asOf = BigInt((yield* DateTime.now).epochMilliseconds) * 1000n
      const banking = yield* bankingOf(connection)
      const standing = yield* banking.consent(connection, reference)
      return { _tag: "Apply", asOf, write: keepConsent(waiting.id, standing) } as const
    })
})
