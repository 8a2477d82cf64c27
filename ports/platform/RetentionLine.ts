import { Context, type Duration, type Effect } from "effect"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A company to look at. */
export interface RetentionPointer {
  readonly tenantId: TenantId
}

/** The companies in the order in which they are to be looked at for what is to be forgotten. */
export class RetentionLine extends Context.Service<
  RetentionLine,
  {
    /** At most `limit` companies that were not looked at within `pause`. */
    readonly due: (pause: Duration.Duration, limit: number) => Effect.Effect<ReadonlyArray<RetentionPointer>>
    readonly looked: (company: RetentionPointer) => Effect.Effect<void>
  }
>()("azals/ports/platform/RetentionLine") {}
