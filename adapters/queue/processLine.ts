import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestWork } from "../../domain/platform/processes/usecases/index.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { ProcessLine } from "../../ports/platform/ProcessLine.ts"
import { everAgain } from "./everAgain.ts"
import { systemActor } from "./systemScope.ts"

/** Asks for a job in each company that has processes due, by time or by a signal: one of the workers does it for all. */
export const processLineLayer = Singleton.make(
  "processes/line",
  Effect.gen(function* () {
    const line = yield* ProcessLine
    const ask = Effect.flatMap(line.due, (companies) =>
      Effect.forEach(
        companies,
        (tenantId) =>
          Effect.provideService(requestWork, TenantScope, {
            tenantId,
            actorId: systemActor,
            actorKind: "system",
            permissions: new Set<Permission>(),
            requestId: "processes-line"
          }),
        { discard: true }
      )
    )
    yield* everAgain("250 millis", ask)
  })
)
