import { Context, type Effect } from "effect"
import type { BankAccountId, TransferId, TransferState } from "../../domain/finance/banking/model/index.ts"
import type {
  AccountBounds,
  BoundedAccount,
  ProposedTransfer
} from "../../domain/finance/treasury/model/index.ts"
import type { VersionConflict } from "../../domain/shared/errors.ts"
import type { LocalDate } from "../../domain/shared/LocalDate.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** A proposed transfer that was ordered, and what became of it. */
export interface OrderedSweep extends ProposedTransfer {
  readonly state: TransferState
  readonly bookedOn: LocalDate | null
}

/** The bounds of accounts, and the transfers that were ordered to keep them. */
export class Sweeps extends Context.Service<
  Sweeps,
  {
    readonly bounds: Effect.Effect<ReadonlyArray<BoundedAccount>, never, TenantScope>
    /** The same, held until the unit ends: two units never order one proposal. */
    readonly holdBounds: Effect.Effect<ReadonlyArray<BoundedAccount>, never, TenantScope>
    /** Writes the bounds of an account; `version` is 0 where it has none. */
    readonly setBounds: (
      id: BankAccountId,
      version: number,
      bounds: AccountBounds
    ) => Effect.Effect<BoundedAccount, VersionConflict, TenantScope>
    readonly add: (id: TransferId, sweep: ProposedTransfer) => Effect.Effect<void, never, TenantScope>
    /** Those of the last thirty days, but for what was rejected, cancelled or sent back. */
    readonly ordered: Effect.Effect<ReadonlyArray<OrderedSweep>, never, TenantScope>
  }
>()("azals/ports/finance/Sweeps") {}
