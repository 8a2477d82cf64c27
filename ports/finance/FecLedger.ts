import { Context, type Effect, type Option } from "effect"
import type { FecLine, FiscalYearId } from "../../domain/finance/accounting/model/index.ts"
import type { JobId } from "../../domain/platform/jobs/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface FecJournal {
  readonly id: string
  readonly code: string
  readonly label: string
  readonly opening: boolean
  readonly lastNumber: number
}

/** The books of a fiscal year at one moment: what is posted later is not part of it. */
export interface FecState {
  readonly jobId: JobId
  readonly year: FiscalYearId
  readonly journals: ReadonlyArray<FecJournal>
  /** Labels of accounts by code. */
  readonly accounts: ReadonlyMap<string, string>
  /** Entries in all. */
  readonly entries: number
}

/** Where a page ended: entries of opening journals come first. */
export interface FecCursor {
  readonly opening: boolean
  readonly postedAt: string
  readonly id: string
}

export interface FecPage {
  readonly lines: ReadonlyArray<FecLine>
  readonly entries: number
  /** None on the last page. */
  readonly next: Option.Option<FecCursor>
}

/**
 * The posted entries of a year as lines of the fichier des écritures comptables, opening entries first, then in the
 * order of validation, the lines of an entry together. `EcritureLet` and `DateLet` are those of full letterings that
 * take the whole of each of their lines, so that the lines of one code settle each other to the cent.
 */
export class FecLedger extends Context.Service<
  FecLedger,
  {
    readonly fix: (job: JobId, year: FiscalYearId) => Effect.Effect<FecState, never, TenantScope>
    readonly page: (
      state: FecState,
      after: Option.Option<FecCursor>
    ) => Effect.Effect<FecPage, never, TenantScope>
    /** Forgets what `fix` noted for the job, and for jobs that have ended. */
    readonly release: (job: JobId) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/FecLedger") {}
