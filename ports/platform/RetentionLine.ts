import { Context, type Duration, type Effect } from "effect"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** The companies in the order in which they are to be looked at for what is to be forgotten. */
export class RetentionLine extends Context.Service<
  RetentionLine,
  {
    /** At most `limit` companies that were not looked at within `pause`. */
    readonly due: (pause: Duration.Duration, limit: number) => Effect.Effect<ReadonlyArray<TenantId>>
    readonly looked: (company: TenantId) => Effect.Effect<void>
  }
>()("azals/ports/platform/RetentionLine") {}
