import { Context, type Effect, type Option } from "effect"
import type { EntryId } from "../../domain/finance/accounting/model/index.ts"
import type {
  SettlementBatch,
  SettlementBatchId,
  SettlementLine,
  SettlementState,
  SettlementStatement
} from "../../domain/finance/payments/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A batch as it is kept first. `gross` in the smallest unit, in the currency of its payments, or in euros. */
export interface KeptBatch {
  readonly id: SettlementBatchId
  readonly connectionId: ConnectionId
  readonly gatewayBatch: string
  readonly state: Extract<SettlementState, "failed" | "reported">
  readonly count: number | null
  readonly gross: bigint | null
  readonly reportedOn: LocalDate
  readonly gatewayReferences: ReadonlyArray<string>
}

/** A batch with its transactions; what they are is looked up until it is stated, and kept from then on. */
export interface SettlementFile {
  readonly batch: SettlementBatch
  readonly lines: ReadonlyArray<SettlementLine>
}

export interface SettlementsWanted {
  readonly state: Option.Option<SettlementState>
  readonly after: Option.Option<SettlementBatchId>
  readonly limit: number
}

/** What gateways settled for the company. */
export class Settlements extends Context.Service<
  Settlements,
  {
    /** Keeps a batch, once by the gateway's name of it; false when it was known. */
    readonly keep: (batch: KeptBatch) => Effect.Effect<boolean, never, TenantScope>
    readonly find: (id: SettlementBatchId) => Effect.Effect<SettlementFile, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: SettlementBatchId) => Effect.Effect<SettlementFile, NotFound, TenantScope>
    readonly list: (
      wanted: SettlementsWanted
    ) => Effect.Effect<ReadonlyArray<SettlementBatch>, never, TenantScope>
    /** Writes the statement of a batch that is held, and what its transactions are. */
    readonly state: (
      file: SettlementFile,
      statement: Omit<SettlementStatement, "vatCode">
    ) => Effect.Effect<void, never, TenantScope>
    readonly noteEntry: (id: SettlementBatchId, entryId: EntryId) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/Settlements") {}
