import { Context, type Effect } from "effect"
import type { CardRequest, HolderDeparture, OpenItems } from "../../domain/finance/cards/model/index.ts"
import type { MemberId } from "../../domain/platform/identity/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

type Departure = Omit<HolderDeparture, keyof OpenItems>

/** Members who hold cards, and those of them who left the company. */
export class CardHolders extends Context.Service<
  CardHolders,
  {
    readonly hasLeft: (id: MemberId) => Effect.Effect<boolean, never, TenantScope>
    /** Notes that a member has left, once until they are back; true when it is new. No card becomes theirs meanwhile. */
    readonly leave: (id: MemberId, notedBy: ActorId) => Effect.Effect<boolean, NotFound, TenantScope>
    readonly comeBack: (
      id: MemberId,
      version: number
    ) => Effect.Effect<Departure, NotFound | VersionConflict, TenantScope>
    readonly departure: (id: MemberId) => Effect.Effect<Departure, NotFound, TenantScope>
    readonly openItems: (id: MemberId) => Effect.Effect<OpenItems, never, TenantScope>
    /** What a member asked for, or would answer for, and nobody has decided; held until the unit ends. */
    readonly holdRequests: (id: MemberId) => Effect.Effect<ReadonlyArray<CardRequest>, never, TenantScope>
  }
>()("azals/ports/finance/CardHolders") {}
