import { Context, type Effect } from "effect"
import type {
  CarriedBalance,
  ClosingFacts,
  EntryId,
  FiscalYear,
  FiscalYearId
} from "../../domain/finance/accounting/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What the opening of a year with given balances depends on. */
export interface OpeningFacts {
  readonly year: FiscalYear
  readonly openingJournal: string | null
  /** Entries of the company in earlier years. */
  readonly earlierEntries: number
  /** How often opening balances were posted for the year and reversed again. */
  readonly undone: number
}

/** The end of a fiscal year of the acting company, and the beginning of the next. */
export class Closings extends Context.Service<
  Closings,
  {
    readonly facts: (year: FiscalYearId) => Effect.Effect<ClosingFacts, NotFound, TenantScope>
    /** Holds the year: another closing of it, or opening balances for it, wait until this unit ends. */
    readonly hold: (year: FiscalYearId) => Effect.Effect<FiscalYear, NotFound, TenantScope>
    /** Closes the year and its periods, once units that post into them have ended. The year must be held. */
    readonly close: (year: FiscalYearId) => Effect.Effect<FiscalYear, NotFound, TenantScope>
    /** What classes 1 to 5 close with, by account, party and currency. */
    readonly balances: (
      year: FiscalYearId
    ) => Effect.Effect<ReadonlyArray<CarriedBalance>, never, TenantScope>
    /** Remembers that the entry repeats the balances of the year. */
    readonly carried: (year: FiscalYearId, entry: EntryId) => Effect.Effect<void, never, TenantScope>
    /** Whether a closing made the entry. */
    readonly isCarried: (entry: EntryId) => Effect.Effect<boolean, never, TenantScope>
    readonly openingFacts: (year: FiscalYearId) => Effect.Effect<OpeningFacts, NotFound, TenantScope>
  }
>()("azals/ports/finance/Closings") {}
