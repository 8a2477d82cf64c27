import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestFollowing } from "../../domain/finance/banking/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { TransferLine } from "../../ports/finance/TransferLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** Asks for the reading of each transfer that is under way at an institution: one of the workers does it for all. */
export const transferLineLayer = Singleton.make(
  "transfers/line",
  Effect.gen(function* () {
    const { take } = yield* TransferLine
    const follow = Effect.flatMap(take(100), (due) =>
      Effect.forEach(
        due,
        ({ tenantId, transferId }) =>
          Effect.provideService(requestFollowing(transferId), TenantScope, {
            tenantId,
            actorId: systemActor,
            actorKind: "system",
            permissions: new Set<Permission>(),
            requestId: "transfers-line"
          }),
        { discard: true }
      )
    )
    yield* everAgain("2 seconds", follow)
  })
)
