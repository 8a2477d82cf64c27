import { Context, type Effect, type Option } from "effect"
import type { Party } from "../../domain/finance/accounting/model/index.ts"
import type { TransferBatchId } from "../../domain/finance/banking/model/index.ts"
import type {
  BatchPaymentId,
  BatchState,
  DueItem,
  DueItemId,
  DueItemTaken,
  PaymentBatch,
  PaymentBatchContent,
  PaymentBatchId,
  PaymentState,
  PaymentStatusReport,
  StatusReason,
  StatusReportId,
  TransferFormat
} from "../../domain/finance/treasury/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

export interface BatchesWanted {
  readonly state: Option.Option<BatchState>
  readonly after: Option.Option<PaymentBatchId>
  readonly limit: number
}

export type AddedBatch = Pick<PaymentBatch, "bankAccountId" | "iban" | "id" | "label" | "requestedOn">

export interface PaymentStep {
  readonly id: BatchPaymentId
  readonly to: PaymentState
  readonly reason: StatusReason | null
}

export interface PaidParty {
  readonly id: BatchPaymentId
  readonly party: Party | null
  readonly documentRef: string | null
}

export interface KeptPaymentFile {
  readonly name: string
  readonly format: TransferFormat
  readonly content: string
}

/** Batches of payments, what was approved of them, and what banks said. */
export class PaymentBatches extends Context.Service<
  PaymentBatches,
  {
    readonly add: (batch: AddedBatch, by: ActorId) => Effect.Effect<void, never, TenantScope>
    readonly find: (id: PaymentBatchId) => Effect.Effect<PaymentBatchContent, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: PaymentBatchId) => Effect.Effect<PaymentBatchContent, NotFound, TenantScope>
    readonly list: (wanted: BatchesWanted) => Effect.Effect<ReadonlyArray<PaymentBatch>, never, TenantScope>
    /** Puts these items in a batch that is held, in the place of all that it held, as they stand now. */
    readonly select: (
      id: PaymentBatchId,
      items: ReadonlyArray<DueItemId>
    ) => Effect.Effect<void, DueItemTaken | NotFound, TenantScope>
    /** Writes the item as it stands now into its payment of a batch that is held. */
    readonly refresh: (id: PaymentBatchId, item: DueItem) => Effect.Effect<void, never, TenantScope>
    /** Writes the batch that is held as its next version; `by` is noted among those who prepared it. */
    readonly save: (
      batch: Omit<PaymentBatch, "preparedBy">,
      by?: ActorId
    ) => Effect.Effect<void, never, TenantScope>
    /** All payments of a batch take the same step. */
    readonly stepAll: (id: PaymentBatchId, to: PaymentState) => Effect.Effect<void, never, TenantScope>
    readonly stepPayments: (steps: ReadonlyArray<PaymentStep>) => Effect.Effect<void, never, TenantScope>
    /** Whom each payment pays in the books, and the document of the supplier line that it stands for. */
    readonly parties: (id: PaymentBatchId) => Effect.Effect<ReadonlyArray<PaidParty>, never, TenantScope>
    /** Names the transfer that carries each payment out, by the payment's end-to-end id. */
    readonly linkTransfers: (
      id: PaymentBatchId,
      transfers: TransferBatchId
    ) => Effect.Effect<void, never, TenantScope>
    /** SHA-256 of what would be sent now: payer, day, payees, amounts and references. */
    readonly digest: (id: PaymentBatchId) => Effect.Effect<string, never, TenantScope>
    readonly approve: (
      id: PaymentBatchId,
      by: ActorId,
      digest: string
    ) => Effect.Effect<void, never, TenantScope>
    readonly forgetApprovals: (id: PaymentBatchId) => Effect.Effect<void, never, TenantScope>
    readonly keepFile: (id: PaymentBatchId, file: KeptPaymentFile) => Effect.Effect<void, never, TenantScope>
    readonly file: (id: PaymentBatchId) => Effect.Effect<KeptPaymentFile, NotFound, TenantScope>
    readonly keepReport: (
      report: Omit<PaymentStatusReport, "receivedAt">
    ) => Effect.Effect<void, never, TenantScope>
    /** The report of a batch that has this message id. */
    readonly reportOf: (
      id: PaymentBatchId,
      messageId: string
    ) => Effect.Effect<Option.Option<PaymentStatusReport>, never, TenantScope>
    /** Newest first. */
    readonly reports: (
      id: PaymentBatchId,
      limit: number,
      after: Option.Option<StatusReportId>
    ) => Effect.Effect<ReadonlyArray<PaymentStatusReport>, never, TenantScope>
  }
>()("azals/ports/finance/PaymentBatches") {}
