import { Context, type Effect, type Option } from "effect"
import type {
  FiscalYearId,
  Invariant,
  MovementCursor,
  Suspense,
  VerifiedChain
} from "../../domain/finance/accounting/model/index.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Whether the books of the acting company still are what was posted. */
export class LedgerControls extends Context.Service<
  LedgerControls,
  {
    /** The chains of every journal, or of one fiscal year, by year and journal. */
    readonly chains: (
      year: Option.Option<FiscalYearId>
    ) => Effect.Effect<ReadonlyArray<VerifiedChain>, never, TenantScope>
    /** Every rule, over everything posted up to a date. */
    readonly invariants: (
      to: Option.Option<LocalDate>
    ) => Effect.Effect<ReadonlyArray<Invariant>, never, TenantScope>
    readonly suspense: (
      at: LocalDate,
      limit: number,
      after: Option.Option<MovementCursor>
    ) => Effect.Effect<Omit<Suspense, "nextCursor">, never, TenantScope>
  }
>()("azals/ports/finance/LedgerControls") {}
