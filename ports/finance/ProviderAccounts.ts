import { Context, type DateTime, type Effect, type Option } from "effect"
import type {
  BankAccountId,
  BankLineId,
  ProvidedLine,
  ProvidedTransaction,
  ProviderAccount,
  ProviderAccountContent,
  ProviderAccountId,
  ProviderTransaction
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What institutions say of the company's accounts, and the bank lines that come of it. */
export class ProviderAccounts extends Context.Service<
  ProviderAccounts,
  {
    /** In the order of their ids. */
    readonly list: (
      limit: number,
      after: Option.Option<ProviderAccountId>
    ) => Effect.Effect<ReadonlyArray<ProviderAccount>, never, TenantScope>
    readonly find: (id: ProviderAccountId) => Effect.Effect<ProviderAccount, NotFound, TenantScope>
    readonly findByReference: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<ProviderAccount>, never, TenantScope>
    /** Writes what was said of an account, made where it is new. */
    readonly see: (
      connectionId: ConnectionId,
      reference: string,
      content: ProviderAccountContent
    ) => Effect.Effect<ProviderAccount, never, TenantScope>
    /** The account, held until the unit ends, so that one page at a time is written of it. */
    readonly hold: (id: ProviderAccountId) => Effect.Effect<ProviderAccount, never, TenantScope>
    readonly link: (id: ProviderAccountId, to: BankAccountId) => Effect.Effect<void, never, TenantScope>
    /** Of these movements, what is known. */
    readonly known: (
      id: ProviderAccountId,
      references: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<ProviderTransaction>, never, TenantScope>
    /** The movements of cards that name one of these as their origin. */
    readonly comingFrom: (
      id: ProviderAccountId,
      references: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<ProviderTransaction>, never, TenantScope>
    /** Writes movements, and how far the account is read by now. */
    readonly keep: (
      id: ProviderAccountId,
      transactions: ReadonlyArray<ProvidedTransaction>,
      readUntil: DateTime.Utc | null
    ) => Effect.Effect<void, never, TenantScope>
    /**
     * Adds or books lines, and takes away pending ones that came to nothing. A booked line stays as it is. Nothing is
     * added to an account that files feed, nor of days before its feed.
     */
    readonly keepLines: (
      account: { readonly id: ProviderAccountId; readonly bankAccountId: BankAccountId },
      lines: ReadonlyArray<ProvidedLine>,
      gone: ReadonlyArray<string>
    ) => Effect.Effect<void, never, TenantScope>
    /**
     * Writes the booked balance of a day, when it is another than the last one, on an account that its institution feeds.
     * The first one tells what the account opened with: the balance less all its lines.
     */
    readonly keepBalance: (
      bankAccountId: BankAccountId,
      day: LocalDate,
      minor: bigint,
      currency: string
    ) => Effect.Effect<void, never, TenantScope>
    /** Newest first. */
    readonly transactions: (
      id: ProviderAccountId,
      limit: number,
      after: Option.Option<{ readonly updatedAt: DateTime.Utc; readonly reference: string }>
    ) => Effect.Effect<ReadonlyArray<ProviderTransaction>, never, TenantScope>
    readonly lineOf: (
      connectionId: ConnectionId,
      transactionReference: string
    ) => Effect.Effect<Option.Option<BankLineId>, never, TenantScope>
  }
>()("azals/ports/finance/ProviderAccounts") {}
