import { Context, type Effect } from "effect"
import type { CovenantId } from "../../domain/finance/financing/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A covenant whose next test may be near. */
export interface CovenantPointer {
  readonly tenantId: TenantId
  readonly covenantId: CovenantId
}

/** Which covenants are to be looked at: all that the engine knows of them. */
export class CovenantLine extends Context.Service<
  CovenantLine,
  {
    /** Those to be looked at now: each once a day, from the first day on which somebody is told until its last test. */
    readonly take: (limit: number) => Effect.Effect<ReadonlyArray<CovenantPointer>>
  }
>()("azals/ports/finance/CovenantLine") {}
