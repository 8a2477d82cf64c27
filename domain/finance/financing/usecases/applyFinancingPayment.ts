import { Effect } from "effect"
import { requestJobOnce } from "../../../platform/jobs/usecases/index.ts"
import { withRights } from "../../../shared/TenantScope.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import { syncFinancingKind } from "../model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"

/**
 * What a notification about money of a financer brings: its journal is read, which says what moved and is posted once.
 * A payment by itself cannot be read there, and has no state here.
 */
export const applyFinancingPayment = notificationApplier<AppliedPorts>({
  concern: "financing.payment",
  read: (_, { id: connectionId }) =>
    Effect.succeed({
      _tag: "Apply",
      asOf: 0n,
      write: Effect.orDie(requestJobOnce(syncFinancingKind, { connectionId }, "waiting")).pipe(
        Effect.asVoid,
        withRights(syncFinancingKind.permissions)
      )
    } as const)
})
