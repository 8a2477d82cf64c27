import { DateTime, Effect, Option } from "effect"
import { TransferBatches } from "../../../../../ports/finance/TransferBatches.ts"
import { notificationApplier } from "../../../notifications/model/index.ts"
import type { AppliedPorts } from "../AppliedPorts.ts"
import { bankingOf } from "../bankingOf.ts"
import { keepFollowedBatch } from "./keepFollowedBatch.ts"

/** What a notification about a consent brings: the batch that waited for it, as the institution has it now. */
export const applyBatchConsent = notificationApplier<AppliedPorts>({
  concern: "banking.consent",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const { byConsent } = yield* TransferBatches
      const waiting = Option.getOrUndefined(yield* byConsent(connection.id, reference))
      if (waiting === undefined || waiting.orderReference === null) {
        return { _tag: "Ignored", reason: "no batch of transfers waits for this consent" } as const
      }
      const banking = yield* bankingOf(connection)
      const followed = yield* banking.placedTransfer(connection, waiting.orderReference)
      return {
        _tag: "Apply",
        asOf: BigInt(DateTime.toEpochMillis(followed.updatedAt)) * 1000n,
        write: keepFollowedBatch(connection, waiting.id, followed)
      } as const
    })
})
