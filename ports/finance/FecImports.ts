import { Context, type Effect, type Option } from "effect"
import type {
  EntryId,
  FecImport,
  FecImportId,
  FecImportState,
  FecLineRef,
  FecMapping,
  LineId
} from "../../domain/finance/accounting/model/index.ts"
import type { JobId } from "../../domain/platform/jobs/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Source of the file's n-th entry in the books: `fec:<import>:<journal>:<number>:<n>`, once only. */
export const fecSource = (id: FecImportId, journal: string, number: string, entry: number): string =>
  `fec:${id}:${journal}:${number}:${entry}`

/** Why the reversal of an import would not undo it to the letter, as counts of what stands in the way. */
export interface UndoObstacles {
  /** Entries in the import's journals and year that are not its own. */
  readonly otherEntries: number
  /** Letterings of its lines with lines that are not its own. */
  readonly mixedLetterings: number
  /** Periods of its entries that are not open. */
  readonly closedPeriods: number
}

export interface ImportCounts {
  readonly reversed: number
  readonly letterings: number
  readonly cancelled: number
}

/** Imports of foreign files. A change answers none when the import was not in the state or version it supposes. */
export class FecImports extends Context.Service<
  FecImports,
  {
    readonly add: (
      content: Pick<FecImport, "id" | "fileId" | "fileName" | "preview" | "mapping">
    ) => Effect.Effect<FecImport, never, TenantScope>
    readonly find: (id: FecImportId) => Effect.Effect<FecImport, NotFound, TenantScope>
    readonly list: (
      limit: number,
      after: Option.Option<FecImportId>
    ) => Effect.Effect<ReadonlyArray<FecImport>, never, TenantScope>
    readonly map: (
      id: FecImportId,
      version: number,
      mapping: FecMapping
    ) => Effect.Effect<Option.Option<FecImport>, never, TenantScope>
    readonly move: (
      id: FecImportId,
      from: FecImportState,
      to: FecImportState,
      change?: { readonly version?: number; readonly jobId?: JobId }
    ) => Effect.Effect<Option.Option<FecImport>, never, TenantScope>
    /** Notes how far the posting is; none when another attempt is further. */
    readonly advance: (
      id: FecImportId,
      step: "posted" | "lettered",
      from: number,
      to: number
    ) => Effect.Effect<boolean, never, TenantScope>
    /** The posted lines that stand for lines of the file, in the order asked for. */
    readonly lines: (
      id: FecImportId,
      refs: ReadonlyArray<FecLineRef>
    ) => Effect.Effect<ReadonlyArray<LineId>, never, TenantScope>
    readonly obstacles: (id: FecImportId) => Effect.Effect<UndoObstacles, never, TenantScope>
    /** Of the import's entries: how many are reversed, and the letterings of their lines in force and cancelled. */
    readonly counts: (id: FecImportId) => Effect.Effect<ImportCounts, never, TenantScope>
    /** The import's entries that are not reversed, oldest first. */
    readonly standing: (
      id: FecImportId,
      limit: number
    ) => Effect.Effect<ReadonlyArray<{ readonly id: EntryId; readonly date: LocalDate }>, never, TenantScope>
  }
>()("azals/ports/finance/FecImports") {}
