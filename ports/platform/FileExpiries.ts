import { Context, type Effect } from "effect"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A company with files to purge. */
export interface ExpiryPointer {
  readonly tenantId: TenantId
}

/** Which companies have files to purge: all that the engine knows of files. */
export class FileExpiries extends Context.Service<
  FileExpiries,
  {
    /** Companies with expired files that were not asked about within the hour, at most `limit`. */
    readonly due: (limit: number) => Effect.Effect<ReadonlyArray<ExpiryPointer>>
    /** Their purge has been asked for. */
    readonly asked: (pointers: ReadonlyArray<ExpiryPointer>) => Effect.Effect<void>
  }
>()("azals/ports/platform/FileExpiries") {}
