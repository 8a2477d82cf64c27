import { Context, type Effect, type Option } from "effect"
import type {
  CardDispute,
  CardDisputeId,
  CardDisputeState,
  CardMovementId,
  CardPaymentId,
  NewCardDispute
} from "../../domain/finance/cards/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { ActorId, TenantScope } from "../../domain/shared/TenantScope.ts"

export interface CardDisputesWanted {
  readonly state: CardDisputeState | undefined
  readonly cardPaymentId: CardPaymentId | undefined
}

/** What the company disputes of card payments. */
export class CardDisputes extends Context.Service<
  CardDisputes,
  {
    /** Fails where the debit has a dispute that is not over. */
    readonly add: (
      id: CardDisputeId,
      paymentId: CardPaymentId,
      dispute: NewCardDispute,
      openedBy: ActorId
    ) => Effect.Effect<CardDispute, AlreadyExists, TenantScope>
    readonly find: (id: CardDisputeId) => Effect.Effect<CardDispute, NotFound, TenantScope>
    /** The same at `version`, held until the unit ends. */
    readonly hold: (
      id: CardDisputeId,
      version: number
    ) => Effect.Effect<CardDispute, NotFound | VersionConflict, TenantScope>
    /** The newest first. */
    readonly list: (
      wanted: CardDisputesWanted,
      limit: number,
      after: Option.Option<CardDisputeId>
    ) => Effect.Effect<ReadonlyArray<CardDispute>, never, TenantScope>
    /** Its state after a step. It must be held. */
    readonly step: (
      id: CardDisputeId,
      state: CardDisputeState
    ) => Effect.Effect<CardDispute, never, TenantScope>
    /** A credit came for it, which came for no other dispute. */
    readonly credit: (
      id: CardDisputeId,
      movementId: CardMovementId
    ) => Effect.Effect<void, AlreadyExists, TenantScope>
  }
>()("azals/ports/finance/CardDisputes") {}
