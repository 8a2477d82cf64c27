import { Context, type Effect } from "effect"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A version of something at a provider: `asOf` grows with each of its changes. */
export interface ResourceVersion {
  readonly kind: string
  readonly reference: string
  readonly asOf: bigint
}

/** The newest version of each resource of a provider that was applied here. */
export class ResourceMarks extends Context.Service<
  ResourceMarks,
  {
    /**
     * In the running unit of work, which then holds them: answers those of the versions that are the newest, and may be
     * applied. A version that was applied may be applied again.
     */
    readonly advance: (
      id: ConnectionId,
      versions: ReadonlyArray<ResourceVersion>
    ) => Effect.Effect<ReadonlyArray<ResourceVersion>, never, TenantScope>
    /** The newest versions applied of these; those never seen are not among them. */
    readonly of: (
      id: ConnectionId,
      resources: ReadonlyArray<Omit<ResourceVersion, "asOf">>
    ) => Effect.Effect<ReadonlyArray<ResourceVersion>, never, TenantScope>
  }
>()("azals/ports/finance/ResourceMarks") {}
