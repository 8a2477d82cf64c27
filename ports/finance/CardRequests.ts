import { Context, type Effect, type Option } from "effect"
import type {
  CardRequest,
  CardRequestId,
  CardRequestState,
  NewCardRequest
} from "../../domain/finance/cards/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

export interface CardRequestsWanted {
  readonly state: CardRequestState | undefined
  readonly requestedBy: ActorId | undefined
}

/** Cards that people ask others for. */
export class CardRequests extends Context.Service<
  CardRequests,
  {
    readonly add: (
      id: CardRequestId,
      request: NewCardRequest,
      requestedBy: ActorId
    ) => Effect.Effect<CardRequest, never, TenantScope>
    readonly find: (id: CardRequestId) => Effect.Effect<CardRequest, NotFound, TenantScope>
    /** The same at `version`, held until the unit ends: of two decisions at once one is made. */
    readonly hold: (
      id: CardRequestId,
      version: number
    ) => Effect.Effect<CardRequest, NotFound | VersionConflict, TenantScope>
    /** The newest first. */
    readonly list: (
      wanted: CardRequestsWanted,
      limit: number,
      after: Option.Option<CardRequestId>
    ) => Effect.Effect<ReadonlyArray<CardRequest>, never, TenantScope>
    /** What became of it. It must be held. */
    readonly keep: (request: CardRequest) => Effect.Effect<CardRequest, never, TenantScope>
  }
>()("azals/ports/finance/CardRequests") {}
