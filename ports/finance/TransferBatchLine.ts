import { Context, type Effect } from "effect"
import type { TransferBatchId } from "../../domain/finance/banking/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A batch of transfers of which the institution decides still. */
export interface TransferBatchPointer {
  readonly tenantId: TenantId
  readonly batchId: TransferBatchId
}

/** Which batches are to be read again at their institutions: all that the engine knows of them. */
export class TransferBatchLine extends Context.Service<
  TransferBatchLine,
  {
    /** Those to be read now. Each comes again after 5 s, doubled each time up to half an hour, until its lines have ended. */
    readonly take: (limit: number) => Effect.Effect<ReadonlyArray<TransferBatchPointer>>
  }
>()("azals/ports/finance/TransferBatchLine") {}
