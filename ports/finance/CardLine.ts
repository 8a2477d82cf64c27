import { Context, type Effect } from "effect"
import type { CardId } from "../../domain/finance/cards/model/index.ts"
import type { TenantId } from "../../domain/shared/TenantScope.ts"

/** A card whose next step its issuer decides. */
export interface CardPointer {
  readonly tenantId: TenantId
  readonly cardId: CardId
}

/** Which cards are to be read again at their issuers: all that the engine knows of them. */
export class CardLine extends Context.Service<
  CardLine,
  {
    /** Those to be read now. Each comes again after 5 s, doubled each time up to half an hour, until its state changes. */
    readonly take: (limit: number) => Effect.Effect<ReadonlyArray<CardPointer>>
  }
>()("azals/ports/finance/CardLine") {}
