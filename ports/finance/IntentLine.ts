import { Context, type Effect } from "effect"
import type { IntentId } from "../../domain/finance/providers/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** An intent that has not ended. */
export interface IntentPointer {
  readonly tenantId: TenantId
  readonly intentId: IntentId
}

/** Which intents have not ended for long: all that the engine knows of them. */
export class IntentLine extends Context.Service<
  IntentLine,
  {
    /** Those in one state for half an hour, the oldest first; they come again after an eighth of that time, an hour at least. */
    readonly takeWaiting: (limit: number) => Effect.Effect<ReadonlyArray<IntentPointer>>
  }
>()("azals/ports/finance/IntentLine") {}
