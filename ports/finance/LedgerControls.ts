import { Context, type Effect, type Option } from "effect"
import type {
  ChainHead,
  AccountCode,
  FiscalYearId,
  Invariant,
  LineTotals,
  LinkRange,
  MovementCursor,
  RangeVerdict,
  Suspense
} from "../../domain/finance/accounting/model/index.ts"
import type { CurrencyCode } from "../../domain/shared/Money.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Which chains: of one year, of one journal by its code, of the years that begin until a date. */
export interface ChainsWanted {
  readonly year?: FiscalYearId | undefined
  readonly journal?: string | undefined
  readonly until?: LocalDate | undefined
}

/** Whether the books of the acting company still are what was posted. */
export class LedgerControls extends Context.Service<
  LedgerControls,
  {
    /** Where each chain ends by now, by year and journal. */
    readonly heads: (wanted: ChainsWanted) => Effect.Effect<ReadonlyArray<ChainHead>, never, TenantScope>
    /** Recomputes the links of ranges: one verdict for each, in their order. */
    readonly links: (
      ranges: ReadonlyArray<LinkRange>
    ) => Effect.Effect<ReadonlyArray<RangeVerdict>, never, TenantScope>
    /** All lines up to a date, summed up. */
    readonly totals: (to: LocalDate) => Effect.Effect<LineTotals, never, TenantScope>
    /** Every rule, over everything posted up to a date. */
    readonly invariants: (
      to: Option.Option<LocalDate>
    ) => Effect.Effect<ReadonlyArray<Invariant>, never, TenantScope>
    /**
     * What an account comes to at the end of a day, debit minus credit, without what closed years carried forward: of
     * its lines in the books' own currency when that is `currency`, else of their amounts in it.
     */
    readonly balanceOf: (
      account: AccountCode,
      currency: CurrencyCode,
      at: LocalDate
    ) => Effect.Effect<bigint, never, TenantScope>
    readonly suspense: (
      at: LocalDate,
      limit: number,
      after: Option.Option<MovementCursor>
    ) => Effect.Effect<Omit<Suspense, "nextCursor">, never, TenantScope>
  }
>()("azals/ports/finance/LedgerControls") {}
