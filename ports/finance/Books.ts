import { Context, type Effect, type Option } from "effect"
import type {
  Account,
  AccountChange,
  AccountCode,
  AccountId,
  FiscalYear,
  FiscalYearId,
  Journal,
  NewAccount,
  NewFiscalYear,
  NewJournal,
  NewVatCode,
  Period,
  PeriodId,
  VatCode
} from "../../domain/finance/accounting/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** How the company's books are laid out: its chart, journals, fiscal years, periods and VAT codes. */
export class Books extends Context.Service<
  Books,
  {
    /** Adds the accounts whose code the chart does not have; answers how many. */
    readonly addAccounts: (accounts: ReadonlyArray<NewAccount>) => Effect.Effect<number, never, TenantScope>
    readonly addAccount: (account: NewAccount) => Effect.Effect<Account, AlreadyExists, TenantScope>
    readonly changeAccount: (
      id: AccountId,
      version: number,
      change: AccountChange
    ) => Effect.Effect<Account, NotFound | VersionConflict, TenantScope>
    readonly accounts: (
      filter: { readonly prefix?: string | undefined; readonly active?: boolean | undefined },
      limit: number,
      after: Option.Option<AccountCode>
    ) => Effect.Effect<ReadonlyArray<Account>, never, TenantScope>

    readonly addJournal: (journal: NewJournal) => Effect.Effect<Journal, AlreadyExists, TenantScope>
    readonly journals: Effect.Effect<ReadonlyArray<Journal>, never, TenantScope>

    /** Adds the year and its months. AlreadyExists: it overlaps a year that the company has. */
    readonly addFiscalYear: (
      year: NewFiscalYear,
      months: ReadonlyArray<Pick<Period, "starts" | "ends">>
    ) => Effect.Effect<FiscalYear, AlreadyExists, TenantScope>
    readonly fiscalYears: Effect.Effect<ReadonlyArray<FiscalYear>, never, TenantScope>
    readonly fiscalYear: (id: FiscalYearId) => Effect.Effect<FiscalYear, NotFound, TenantScope>
    readonly periods: (year: FiscalYearId) => Effect.Effect<ReadonlyArray<Period>, never, TenantScope>
    readonly period: (id: PeriodId) => Effect.Effect<Period, NotFound, TenantScope>
    /** Waits for units that post into the period, then changes it, if it still is at `version`. */
    readonly changePeriod: (
      period: Period,
      change: Pick<Period, "state" | "vatLocked">
    ) => Effect.Effect<Period, NotFound | VersionConflict, TenantScope>

    readonly addVatCode: (code: NewVatCode) => Effect.Effect<VatCode, AlreadyExists | NotFound, TenantScope>
    readonly vatCodes: Effect.Effect<ReadonlyArray<VatCode>, never, TenantScope>
  }
>()("azals/ports/finance/Books") {}
