import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestCardFollowing } from "../../domain/finance/cards/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { CardLine } from "../../ports/finance/CardLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** Asks for the reading of each card whose issuer has still to do something: one of the workers does it for all. */
export const cardLineLayer = Singleton.make(
  "cards/line",
  Effect.gen(function* () {
    const { take } = yield* CardLine
    const follow = Effect.flatMap(take(100), (due) =>
      Effect.forEach(
        due,
        ({ tenantId, cardId }) =>
          Effect.provideService(requestCardFollowing(cardId), TenantScope, {
            tenantId,
            actorId: systemActor,
            actorKind: "system",
            permissions: new Set<Permission>(),
            requestId: "cards-line"
          }),
        { discard: true }
      )
    )
    yield* everAgain("2 seconds", follow)
  })
)
