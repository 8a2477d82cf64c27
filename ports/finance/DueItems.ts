import { Context, type Effect, type Option } from "effect"
import type { LineId } from "../../domain/finance/accounting/model/index.ts"
import type {
  DueItem,
  DueItemId,
  DueItemSettled,
  DueItemState,
  LineNotPayable,
  Payable,
  PaymentBatchId
} from "../../domain/finance/treasury/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

export interface DueItemsWanted {
  readonly state: Option.Option<DueItemState>
  readonly dueUntil: Option.Option<LocalDate>
  readonly after: Option.Option<DueItemId>
  readonly limit: number
}

export interface PayablesWanted {
  readonly dueUntil: Option.Option<LocalDate>
  readonly after: Option.Option<LineId>
  readonly limit: number
}

export type AddedDueItem = Omit<DueItem, "batchId" | "createdAt" | "state" | "version">

/** What the company owes and may pay by a batch. */
export class DueItems extends Context.Service<
  DueItems,
  {
    /** Open supplier lines (401) of the books, in the order of their ids. */
    readonly payables: (wanted: PayablesWanted) => Effect.Effect<ReadonlyArray<Payable>, never, TenantScope>
    /** A supplier line that a SEPA transfer can pay, with what is open of it. */
    readonly payable: (id: LineId) => Effect.Effect<Payable, LineNotPayable | NotFound, TenantScope>
    /** False when another item stands for the same line. */
    readonly add: (item: AddedDueItem, by: ActorId) => Effect.Effect<boolean, never, TenantScope>
    readonly find: (id: DueItemId) => Effect.Effect<DueItem, NotFound, TenantScope>
    /** The same, held until the unit ends. */
    readonly hold: (id: DueItemId) => Effect.Effect<DueItem, NotFound, TenantScope>
    readonly list: (wanted: DueItemsWanted) => Effect.Effect<ReadonlyArray<DueItem>, never, TenantScope>
    /** Writes what may change of an item that is held. */
    readonly save: (item: DueItem, by: ActorId) => Effect.Effect<void, never, TenantScope>
    readonly cancel: (id: DueItemId) => Effect.Effect<void, never, TenantScope>
    /** Fails when the books say less than an item of the batch. */
    readonly checkOpen: (id: PaymentBatchId) => Effect.Effect<void, DueItemSettled, TenantScope>
  }
>()("azals/ports/finance/DueItems") {}
