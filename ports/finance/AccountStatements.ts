import { Context, type Effect, type Option } from "effect"
import type {
  AccountStatement,
  AccountStatementId,
  AccountStatementState,
  NewAccountStatement,
  ProviderAccountId
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export type AddedStatement = Omit<AccountStatement, "createdAt" | "fileId" | "reason" | "version">

export interface AccountStatementsWanted {
  readonly state: Option.Option<AccountStatementState>
  readonly providerAccountId: Option.Option<ProviderAccountId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<AccountStatementId>
  readonly limit: number
}

/** The statements whose documents the company keeps, or has made. */
export class AccountStatements extends Context.Service<
  AccountStatements,
  {
    readonly add: (statement: AddedStatement) => Effect.Effect<AccountStatement, never, TenantScope>
    readonly find: (id: AccountStatementId) => Effect.Effect<AccountStatement, NotFound, TenantScope>
    readonly list: (
      wanted: AccountStatementsWanted
    ) => Effect.Effect<ReadonlyArray<AccountStatement>, never, TenantScope>
    /** Held until the unit ends. */
    readonly hold: (id: AccountStatementId) => Effect.Effect<AccountStatement, NotFound, TenantScope>
    /** The one of this period and format that is on its way to the institution. */
    readonly underWay: (
      wanted: NewAccountStatement
    ) => Effect.Effect<Option.Option<AccountStatement>, never, TenantScope>
    /** The one of this name at the institution. */
    readonly byReference: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<AccountStatement>, never, TenantScope>
    /** Writes what has changed of one that is held, as its next version. */
    readonly save: (statement: AccountStatement) => Effect.Effect<AccountStatement, never, TenantScope>
  }
>()("azals/ports/finance/AccountStatements") {}
