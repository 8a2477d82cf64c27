import { Context, type Effect, type Option } from "effect"
import type {
  Draft,
  EntryId,
  JournalId,
  NewEntry,
  Party,
  Period,
  PostedEntry,
  PostingContext
} from "../../domain/finance/accounting/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Where an entry comes from, beside what it says. */
export interface EntryOrigin {
  readonly id: EntryId
  readonly journalId: JournalId
  readonly period: Period
  readonly sourceEvent: Option.Option<string>
  readonly postponedFrom: Option.Option<LocalDate>
  readonly reversalOf: Option.Option<EntryId>
}

export interface EntryFilter {
  readonly journal?: string | undefined
  readonly account?: string | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
  readonly sourceEvent?: string | undefined
  readonly documentRef?: string | undefined
  /** The code of a customer or supplier that a line names. */
  readonly party?: string | undefined
}

/** Where a list of entries goes on: newest first. */
export interface EntryCursor {
  readonly date: LocalDate
  readonly id: EntryId
}

/** The books of the acting company: append-only. */
export class Ledger extends Context.Service<
  Ledger,
  {
    /** What the books say about an entry; holds the period open until the unit ends. NotFound: no such journal. */
    readonly contextFor: (
      entry: NewEntry
    ) => Effect.Effect<PostingContext & { readonly journalId: JournalId }, NotFound, TenantScope>
    /** Gives the entry its number and writes it. AlreadyExists: that event or reversal is posted already. */
    readonly append: (
      entry: NewEntry,
      origin: EntryOrigin
    ) => Effect.Effect<PostedEntry, AlreadyExists, TenantScope>
    readonly find: (id: EntryId) => Effect.Effect<PostedEntry, NotFound, TenantScope>
    /** Those of the ids that there are. */
    readonly findAll: (
      ids: ReadonlyArray<EntryId>
    ) => Effect.Effect<ReadonlyArray<PostedEntry>, never, TenantScope>
    readonly findBySource: (event: string) => Effect.Effect<Option.Option<PostedEntry>, never, TenantScope>
    /** The customer of this code, as the newest line of the customer accounts (411) names it. */
    readonly customer: (code: string) => Effect.Effect<Option.Option<typeof Party.Type>, never, TenantScope>
    readonly list: (
      filter: EntryFilter,
      limit: number,
      after: Option.Option<EntryCursor>
    ) => Effect.Effect<ReadonlyArray<PostedEntry>, never, TenantScope>
  }
>()("azals/ports/finance/Ledger") {}

/** Entries being written. */
export class Drafts extends Context.Service<
  Drafts,
  {
    readonly add: (id: EntryId, content: NewEntry) => Effect.Effect<Draft, never, TenantScope>
    readonly find: (id: EntryId) => Effect.Effect<Draft, NotFound, TenantScope>
    readonly list: (
      limit: number,
      after: Option.Option<EntryId>
    ) => Effect.Effect<ReadonlyArray<Draft>, never, TenantScope>
    readonly change: (
      id: EntryId,
      version: number,
      content: NewEntry
    ) => Effect.Effect<Draft, NotFound | VersionConflict, TenantScope>
    readonly remove: (
      id: EntryId,
      version: number
    ) => Effect.Effect<Draft, NotFound | VersionConflict, TenantScope>
  }
>()("azals/ports/finance/Drafts") {}
