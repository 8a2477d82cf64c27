import { Context, type Effect, type Option } from "effect"
import type {
  BankRequest,
  BankRequestId,
  BankRequestState,
  ProviderAccountId
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export type AddedBankRequest = Pick<
  BankRequest,
  | "connectionId"
  | "consentReturnUrl"
  | "id"
  | "intentId"
  | "kind"
  | "member"
  | "providerAccountId"
  | "subject"
>

export interface BankRequestsWanted {
  readonly state: Option.Option<BankRequestState>
  readonly providerAccountId: Option.Option<ProviderAccountId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<BankRequestId>
  readonly limit: number
}

/** What the company has asked of institutions about mandates, debits and members. */
export class BankRequests extends Context.Service<
  BankRequests,
  {
    readonly add: (request: AddedBankRequest) => Effect.Effect<BankRequest, never, TenantScope>
    readonly find: (id: BankRequestId) => Effect.Effect<BankRequest, NotFound, TenantScope>
    readonly list: (
      wanted: BankRequestsWanted
    ) => Effect.Effect<ReadonlyArray<BankRequest>, never, TenantScope>
    /** Held until the unit ends. */
    readonly hold: (id: BankRequestId) => Effect.Effect<BankRequest, NotFound, TenantScope>
    /** Those of a connection about one of these that were not refused, held in the order of their ids. */
    readonly holdAbout: (
      connectionId: ConnectionId,
      subjects: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<BankRequest>, never, TenantScope>
    /** Those of a connection that wait for a person, or for the institution. */
    readonly waiting: (
      connectionId: ConnectionId
    ) => Effect.Effect<ReadonlyArray<BankRequest>, never, TenantScope>
    /** The one that waits, or waited, for this consent. */
    readonly byConsent: (
      connectionId: ConnectionId,
      consentReference: string
    ) => Effect.Effect<Option.Option<BankRequest>, never, TenantScope>
    /** Writes what has changed of one that is held, as its next version. */
    readonly save: (request: BankRequest) => Effect.Effect<BankRequest, never, TenantScope>
  }
>()("azals/ports/finance/BankRequests") {}
