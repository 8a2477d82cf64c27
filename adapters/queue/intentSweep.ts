import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { resumeIntent } from "../../domain/finance/providers/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { IntentLine } from "../../ports/finance/IntentLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** Takes up the intents of all companies that nobody is at any more: one of the workers does it for all. */
export const intentSweepLayer = Singleton.make(
  "providers/intents",
  everAgain(
    "1 minute",
    Effect.suspend(() => sweepIntents)
  )
)

/** One round of it. */
export const sweepIntents = Effect.gen(function* () {
  const { takeWaiting } = yield* IntentLine
  const waiting = yield* takeWaiting(200)
  yield* Effect.forEach(
    waiting,
    ({ intentId, tenantId }) =>
      resumeIntent(intentId).pipe(
        Effect.catch((failure) => Effect.logWarning("An intent could not be taken up", failure)),
        Effect.provideService(TenantScope, {
          tenantId,
          actorId: systemActor,
          actorKind: "system",
          permissions: new Set<Permission>(),
          requestId: "intents-sweep"
        })
      ),
    { discard: true }
  )
})
