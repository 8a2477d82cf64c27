import { Context, type Effect, type Option } from "effect"
import type {
  ProviderAccountId,
  Transfer,
  TransferBatchId,
  TransferId,
  TransferState
} from "../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export type AddedTransfer = Pick<
  Transfer,
  | "amount"
  | "awaitsApproval"
  | "batchId"
  | "connectionId"
  | "consentReturnUrl"
  | "documentRef"
  | "endToEndReference"
  | "executionDate"
  | "id"
  | "label"
  | "party"
  | "payee"
  | "providerAccountId"
  | "route"
  | "speed"
>

/** A transfer that is held until the unit ends, with what is not shown: the proof of the payee's check. */
export interface HeldTransfer {
  readonly transfer: Transfer
  readonly payeeCheckToken: string | null
}

export interface TransfersWanted {
  readonly state: Option.Option<TransferState>
  readonly providerAccountId: Option.Option<ProviderAccountId>
  readonly batchId: Option.Option<TransferBatchId>
  /** The last one of the page before: the list goes from the newest to the oldest. */
  readonly after: Option.Option<TransferId>
  readonly limit: number
}

/** Transfers that the company makes. */
export class Transfers extends Context.Service<
  Transfers,
  {
    readonly add: (transfer: AddedTransfer) => Effect.Effect<Transfer, never, TenantScope>
    /** The lines of a batch, in their order. */
    readonly addLines: (
      batchId: TransferBatchId,
      lines: ReadonlyArray<AddedTransfer>
    ) => Effect.Effect<void, never, TenantScope>
    /** Those lines, in their order. */
    readonly ofBatch: (
      batchId: TransferBatchId
    ) => Effect.Effect<ReadonlyArray<HeldTransfer>, never, TenantScope>
    /** The same, held until the unit ends; the batch is held before them. */
    readonly holdBatch: (
      batchId: TransferBatchId
    ) => Effect.Effect<ReadonlyArray<HeldTransfer>, never, TenantScope>
    readonly find: (id: TransferId) => Effect.Effect<Transfer, NotFound, TenantScope>
    readonly list: (wanted: TransfersWanted) => Effect.Effect<ReadonlyArray<Transfer>, never, TenantScope>
    /** Held until the unit ends: two units never decide about one transfer at once. */
    readonly hold: (id: TransferId) => Effect.Effect<HeldTransfer, NotFound, TenantScope>
    /**
     * Those that these orders and movements of the institution belong to, held in the order of their ids; of a batch, the
     * lines that `lines` names, by our name of them or by the reference that goes with the money.
     */
    readonly holdConcerned: (
      connectionId: ConnectionId,
      references: {
        readonly orders: ReadonlyArray<string>
        readonly lines: ReadonlyArray<string>
        readonly movements: ReadonlyArray<string>
      }
    ) => Effect.Effect<ReadonlyArray<Transfer>, never, TenantScope>
    /** The one that waits, or waited, for this consent. */
    readonly byConsent: (
      connectionId: ConnectionId,
      consentReference: string
    ) => Effect.Effect<Option.Option<Transfer>, never, TenantScope>
    /** Writes what has changed of a transfer that is held, as its next version. The token is kept unless given. */
    readonly save: (
      transfer: Transfer,
      payeeCheckToken?: string | null
    ) => Effect.Effect<Transfer, never, TenantScope>
  }
>()("azals/ports/finance/Transfers") {}
