import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestPurge } from "../../domain/platform/files/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { FileExpiries } from "../../ports/platform/FileExpiries.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** Asks for a purge job in each company whose files have expired: one of the workers does it for all. */
export const fileRetentionLayer = Singleton.make(
  "files/retention",
  Effect.gen(function* () {
    const expiries = yield* FileExpiries
    const round = Effect.gen(function* () {
      const due = yield* expiries.due(100)
      yield* Effect.forEach(
        due,
        ({ tenantId }) =>
          Effect.provideService(requestPurge(), TenantScope, {
            tenantId,
            actorId: systemActor,
            actorKind: "system",
            permissions: new Set<Permission>(),
            requestId: "files-retention"
          }),
        { discard: true }
      )
      yield* expiries.asked(due)
    })
    yield* everAgain("1 minute", round)
  }).pipe(Effect.asVoid)
)
