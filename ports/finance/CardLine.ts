import { Context, type Effect } from "effect"
import type { CardId, CardPaymentId } from "../../domain/finance/cards/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A card whose next step its issuer decides. */
export interface CardPointer {
  readonly tenantId: TenantId
  readonly cardId: CardId
}

/** A payment whose receipt may be missing for long enough. */
export interface ReceiptPointer {
  readonly tenantId: TenantId
  readonly paymentId: CardPaymentId
}

/** Which cards are to be read again at their issuers, which receipts to be asked for: all that the engine knows of them. */
export class CardLine extends Context.Service<
  CardLine,
  {
    /** Those to be read now. Each comes again after 5 s, doubled each time up to half an hour, until its state changes. */
    readonly take: (limit: number) => Effect.Effect<ReadonlyArray<CardPointer>>
    /** Those to be reminded of now. Each comes again after an hour, until somebody was reminded or it came. */
    readonly takeReceipts: (limit: number) => Effect.Effect<ReadonlyArray<ReceiptPointer>>
  }
>()("azals/ports/finance/CardLine") {}
