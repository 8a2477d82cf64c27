import { Context, type Effect } from "effect"
import type { TransferId } from "../../domain/finance/banking/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A transfer whose end the institution decides. */
export interface TransferPointer {
  readonly tenantId: TenantId
  readonly transferId: TransferId
}

/** Which transfers are to be read again at their institutions: all that the engine knows of them. */
export class TransferLine extends Context.Service<
  TransferLine,
  {
    /** Those to be read now. Each comes again after 5 s, doubled each time up to half an hour, until its state changes. */
    readonly take: (limit: number) => Effect.Effect<ReadonlyArray<TransferPointer>>
  }
>()("azals/ports/finance/TransferLine") {}
