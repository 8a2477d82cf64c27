import { Context, type Effect, type Option } from "effect"
import type {
  BankAccount,
  BankAccountChange,
  BankAccountId,
  BankLine,
  BankLineId,
  BankLineState,
  BankPosition,
  FedAccount,
  FeedSource,
  ImportFinding,
  ImportPlan,
  KnownStatements,
  ParsedFile,
  ParsedStatement,
  StatementFile,
  StatementFileId,
  ValueDatedMoves
} from "../../domain/finance/banking/model/index.ts"
import type { EntryId } from "../../domain/finance/accounting/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface BankLineFilter {
  readonly bankAccountId?: BankAccountId | undefined
  readonly state?: BankLineState | undefined
  readonly status?: BankLine["status"] | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
}

/** Newest first. */
export interface BankLineCursor {
  readonly date: LocalDate
  readonly id: BankLineId
}

/** The company's bank accounts, and what its banks say of them. */
export class BankFeed extends Context.Service<
  BankFeed,
  {
    readonly accounts: Effect.Effect<ReadonlyArray<BankAccount>, never, TenantScope>
    readonly account: (id: BankAccountId) => Effect.Effect<BankAccount, NotFound, TenantScope>
    readonly changeAccount: (
      id: BankAccountId,
      version: number,
      change: BankAccountChange
    ) => Effect.Effect<BankAccount, NotFound | VersionConflict, TenantScope>

    /** What the bank says of the accounts that have a ledger account, at a date or the last day that it covers. */
    readonly positions: (
      to: Option.Option<LocalDate>
    ) => Effect.Effect<ReadonlyArray<BankPosition>, never, TenantScope>

    /** What moved on an account by value date, and what its statements cover. */
    readonly valueDated: (
      id: BankAccountId,
      from: LocalDate,
      to: LocalDate
    ) => Effect.Effect<ValueDatedMoves, NotFound, TenantScope>

    /** The accounts of the statements, made where they are new, and held until the unit ends. */
    readonly holdAccounts: (
      statements: ReadonlyArray<ParsedStatement>
    ) => Effect.Effect<ReadonlyMap<string, BankAccountId>, never, TenantScope>
    /** The accounts of the statements that the company has already. */
    readonly knownAccounts: (
      statements: ReadonlyArray<ParsedStatement>
    ) => Effect.Effect<ReadonlyMap<string, BankAccountId>, never, TenantScope>
    /** Makes `source` the feed of those that have none, and answers what each has. */
    readonly declareFeed: (
      accounts: ReadonlyArray<BankAccountId>,
      source: FeedSource
    ) => Effect.Effect<ReadonlyArray<FedAccount>, never, TenantScope>
    readonly feedsOf: (
      accounts: ReadonlyArray<BankAccountId>
    ) => Effect.Effect<ReadonlyArray<FedAccount>, never, TenantScope>
    /** The day of the last line that stands. */
    readonly lastLine: (id: BankAccountId) => Effect.Effect<LocalDate | null, never, TenantScope>
    /** What is known of these accounts around the statements' dates. */
    readonly known: (
      accounts: ReadonlyMap<string, BankAccountId>,
      statements: ReadonlyArray<ParsedStatement>
    ) => Effect.Effect<KnownStatements, never, TenantScope>
    readonly keep: (
      file: {
        readonly name: string
        readonly bytes: Uint8Array
        readonly findings: ReadonlyArray<ImportFinding>
      },
      parsed: ParsedFile,
      accounts: ReadonlyMap<string, BankAccountId>,
      plan: ImportPlan
    ) => Effect.Effect<
      { readonly file: StatementFile; readonly lines: ReadonlyArray<BankLineId> },
      never,
      TenantScope
    >

    readonly files: (
      limit: number,
      after: Option.Option<StatementFileId>
    ) => Effect.Effect<ReadonlyArray<StatementFile>, never, TenantScope>
    readonly file: (id: StatementFileId) => Effect.Effect<StatementFile, NotFound, TenantScope>
    readonly originalBytes: (id: StatementFileId) => Effect.Effect<Uint8Array, NotFound, TenantScope>

    readonly lines: (
      filter: BankLineFilter,
      limit: number,
      after: Option.Option<BankLineCursor>
    ) => Effect.Effect<ReadonlyArray<BankLine>, never, TenantScope>
    readonly line: (id: BankLineId) => Effect.Effect<BankLine, NotFound, TenantScope>
    /** Marks a line as posted by this entry, if it still is at `version`. */
    readonly mark: (
      id: BankLineId,
      version: number,
      state: Exclude<BankLineState, "open">,
      entry: EntryId
    ) => Effect.Effect<BankLine, NotFound | VersionConflict, TenantScope>
    /** The line that was posted by an entry, or waits by it, is posted by the one that took its place. */
    readonly follow: (from: EntryId, to: EntryId) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/BankFeed") {}
