import { Context, type Effect } from "effect"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** Which companies have processes that are due: all that the engine knows of them. */
export class ProcessLine extends Context.Service<
  ProcessLine,
  { readonly due: Effect.Effect<ReadonlyArray<TenantId>> }
>()("azals/ports/platform/ProcessLine") {}
