import { Context, type Effect, type Option } from "effect"
import type {
  AccountBalance,
  AccountCode,
  AgedBalance,
  GeneralLedger,
  JournalReport,
  JournalTotals,
  MovementCursor,
  ReportSpan,
  ThirdParties,
  TrialBalancePart
} from "../../domain/finance/accounting/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The account of a general ledger, or one party of it. */
export interface LedgerSelection {
  readonly account: AccountCode
  readonly party?: string | undefined
}

/** What the books of the acting company add up to. Lists answer at most `limit` items after the cursor. */
export class Reports extends Context.Service<
  Reports,
  {
    /** The fiscal year of a date, as a span from its first day to `to`. None: no year holds the date. */
    readonly spanTo: (to: LocalDate) => Effect.Effect<Option.Option<ReportSpan>, never, TenantScope>
    readonly trialBalance: (
      span: ReportSpan,
      prefix: string,
      limit: number,
      after: Option.Option<AccountCode>
    ) => Effect.Effect<TrialBalancePart, never, TenantScope>
    /** The accounts of a prefix, without pages: for short lists such as bank accounts. */
    readonly balances: (
      span: ReportSpan,
      prefix: string
    ) => Effect.Effect<ReadonlyArray<AccountBalance>, never, TenantScope>
    /** NotFound: the chart has no such account. */
    readonly generalLedger: (
      span: ReportSpan,
      selection: LedgerSelection,
      limit: number,
      after: Option.Option<MovementCursor>
    ) => Effect.Effect<Omit<GeneralLedger, "nextCursor">, NotFound, TenantScope>
    readonly journalTotals: (span: ReportSpan) => Effect.Effect<JournalTotals, never, TenantScope>
    /** `after`: the number of the last entry seen. NotFound: no such journal. */
    readonly journal: (
      span: ReportSpan,
      journal: string,
      limit: number,
      after: Option.Option<number>
    ) => Effect.Effect<Omit<JournalReport, "nextCursor">, NotFound, TenantScope>
    /** `after`: the code of the last party seen; empty for lines without one, which come first. */
    readonly agedBalance: (
      thirdParties: ThirdParties,
      at: LocalDate,
      limit: number,
      after: Option.Option<string>
    ) => Effect.Effect<Omit<AgedBalance, "nextCursor">, never, TenantScope>
  }
>()("azals/ports/finance/Reports") {}
