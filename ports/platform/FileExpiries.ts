import { Context, type Effect } from "effect"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** Which companies have files to purge: all that the engine knows of files. */
export class FileExpiries extends Context.Service<
  FileExpiries,
  {
    /** Companies with expired files that were not asked about within the hour, at most `limit`. */
    readonly due: (limit: number) => Effect.Effect<ReadonlyArray<TenantId>>
    /** Their purge has been asked for. */
    readonly asked: (tenants: ReadonlyArray<TenantId>) => Effect.Effect<void>
  }
>()("azals/ports/platform/FileExpiries") {}
