import { Context, type Effect, type Option, type Schema } from "effect"
import type {
  BatchKeyTaken,
  ProviderAccountId,
  TransferBatch,
  TransferBatchId,
  TransferBatchState
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface AddedBatch extends Pick<
  TransferBatch,
  "businessKey" | "connectionId" | "consentReturnUrl" | "count" | "id" | "providerAccountId" | "total"
> {
  /** All that was asked for: the same key stands for the same content. */
  readonly asked: Schema.Json
}

export interface BatchesWanted {
  readonly state: Option.Option<TransferBatchState>
  readonly providerAccountId: Option.Option<ProviderAccountId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<TransferBatchId>
  readonly limit: number
}

/** Several transfers that one consent stands for. */
export class TransferBatches extends Context.Service<
  TransferBatches,
  {
    /** Adds it, or answers the one that was made of the same content under its key. */
    readonly add: (
      batch: AddedBatch
    ) => Effect.Effect<{ readonly batch: TransferBatch; readonly isNew: boolean }, BatchKeyTaken, TenantScope>
    readonly find: (id: TransferBatchId) => Effect.Effect<TransferBatch, NotFound, TenantScope>
    readonly list: (wanted: BatchesWanted) => Effect.Effect<ReadonlyArray<TransferBatch>, never, TenantScope>
    /** Held until the unit ends, and then read: always before its lines are held. */
    readonly hold: (id: TransferBatchId) => Effect.Effect<TransferBatch, NotFound, TenantScope>
    /** The one that waits, or waited, for this consent. */
    readonly byConsent: (
      connectionId: ConnectionId,
      consentReference: string
    ) => Effect.Effect<Option.Option<TransferBatch>, never, TenantScope>
    /** Writes what has changed of one that is held, as its next version: after its lines. */
    readonly save: (batch: TransferBatch) => Effect.Effect<TransferBatch, never, TenantScope>
  }
>()("azals/ports/finance/TransferBatches") {}
