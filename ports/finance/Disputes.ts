import { Context, type Effect, type Option } from "effect"
import type { EntryId } from "../../domain/finance/accounting/model/index.ts"
import type {
  Dispute,
  DisputeId,
  DisputeState,
  PaymentId
} from "../../domain/finance/payments/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface DisputesWanted {
  readonly state: Option.Option<DisputeState>
  readonly paymentId: Option.Option<PaymentId>
  readonly after: Option.Option<DisputeId>
  readonly limit: number
}

export type KeptDispute = Omit<
  Dispute,
  "createdAt" | "entryId" | "evidence" | "resolvedOn" | "reversalId" | "version"
>

/** What payers dispute. */
export class Disputes extends Context.Service<
  Disputes,
  {
    /** Keeps a dispute, once by the gateway's reference of it; false when it was known. */
    readonly keep: (dispute: KeptDispute) => Effect.Effect<boolean, never, TenantScope>
    readonly find: (id: DisputeId) => Effect.Effect<Dispute, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: DisputeId) => Effect.Effect<Dispute, NotFound, TenantScope>
    readonly list: (wanted: DisputesWanted) => Effect.Effect<ReadonlyArray<Dispute>, never, TenantScope>
    readonly ofPayment: (id: PaymentId) => Effect.Effect<ReadonlyArray<Dispute>, never, TenantScope>
    /** Changes a dispute that is held. */
    readonly step: (
      id: DisputeId,
      step: Partial<Pick<Dispute, "evidence" | "paymentId" | "resolvedOn" | "state">>
    ) => Effect.Effect<void, never, TenantScope>
    readonly noteEntry: (
      id: DisputeId,
      entries: Partial<Record<"entryId" | "reversalId", EntryId>>
    ) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/Disputes") {}
