import { Context, type Effect, type Option } from "effect"
import type {
  ProviderAccountId,
  StandingOrder,
  StandingOrderId,
  StandingOrderState
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export type AddedStandingOrder = Omit<
  StandingOrder,
  | "consent"
  | "createdAt"
  | "nextDate"
  | "payeeAnswer"
  | "reason"
  | "reference"
  | "state"
  | "suggestedName"
  | "version"
>

export interface StandingOrdersWanted {
  readonly state: Option.Option<StandingOrderState>
  readonly providerAccountId: Option.Option<ProviderAccountId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<StandingOrderId>
  readonly limit: number
}

/** What the company pays again and again. */
export class StandingOrders extends Context.Service<
  StandingOrders,
  {
    readonly add: (order: AddedStandingOrder) => Effect.Effect<StandingOrder, never, TenantScope>
    readonly find: (id: StandingOrderId) => Effect.Effect<StandingOrder, NotFound, TenantScope>
    readonly list: (
      wanted: StandingOrdersWanted
    ) => Effect.Effect<ReadonlyArray<StandingOrder>, never, TenantScope>
    /** Held until the unit ends. */
    readonly hold: (id: StandingOrderId) => Effect.Effect<StandingOrder, NotFound, TenantScope>
    /** Those of a connection that the institution knows and that have not ended. */
    readonly living: (
      connectionId: ConnectionId
    ) => Effect.Effect<ReadonlyArray<StandingOrder>, never, TenantScope>
    /** The one of this name at the institution. */
    readonly byReference: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<StandingOrder>, never, TenantScope>
    /** The one that waits, or waited, for this consent. */
    readonly byConsent: (
      connectionId: ConnectionId,
      consentReference: string
    ) => Effect.Effect<Option.Option<StandingOrder>, never, TenantScope>
    /** Writes what has changed of one that is held, as its next version. */
    readonly save: (order: StandingOrder) => Effect.Effect<StandingOrder, never, TenantScope>
  }
>()("azals/ports/finance/StandingOrders") {}
