import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { followFinancingKind } from "../../domain/finance/financing/model/index.ts"
import { requestJobOnce } from "../../domain/platform/jobs/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { FinancingLine } from "../../ports/finance/FinancingLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** One round: asks for a reading where a financer may still change something. */
export const sweepFinancings = Effect.gen(function* () {
  const { takeDue } = yield* FinancingLine
  yield* Effect.forEach(
    yield* takeDue(200),
    ({ connectionId, tenantId }) =>
      requestJobOnce(followFinancingKind, { connectionId }, "open").pipe(
        Effect.catch((failure) => Effect.logWarning("A financing could not be followed", failure)),
        Effect.provideService(TenantScope, {
          tenantId,
          actorId: systemActor,
          actorKind: "system",
          permissions: new Set<Permission>(followFinancingKind.permissions),
          requestId: "financing-sweep"
        })
      ),
    { discard: true }
  )
})

/** Has what the companies' financers may still change read again: one of the workers does it for all. */
export const financingSweepLayer = Singleton.make(
  "financing/follow",
  Effect.asVoid(everAgain("1 minute", sweepFinancings))
)
