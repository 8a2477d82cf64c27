import { Context, type Effect } from "effect"
import type { PaymentBatchId } from "../../domain/finance/treasury/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A batch of payments whose transfers have moved. */
export interface PaymentBatchPointer {
  readonly tenantId: TenantId
  readonly batchId: PaymentBatchId
}

/** Which batches are to be read again from their transfers: all that the engine knows of them. */
export class PaymentBatchLine extends Context.Service<
  PaymentBatchLine,
  {
    /** Those to be read now. Each comes again after 30 s, doubled each time up to six hours, until it has ended. */
    readonly take: (limit: number) => Effect.Effect<ReadonlyArray<PaymentBatchPointer>>
  }
>()("azals/ports/finance/PaymentBatchLine") {}
