import { Context, type Effect, type Option } from "effect"
import type {
  CardId,
  CardPaymentId,
  CardSubscription,
  NewCardSubscription
} from "../../domain/finance/cards/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The subscriptions that cards pay, one a card. */
export class CardSubscriptions extends Context.Service<
  CardSubscriptions,
  {
    /** Keeps what the card pays from now on. The card must be held. */
    readonly keep: (
      id: CardId,
      subscription: NewCardSubscription
    ) => Effect.Effect<CardSubscription, never, TenantScope>
    /** The subscription is over: its payments are compared with nothing. */
    readonly end: (id: CardId) => Effect.Effect<CardSubscription, NotFound, TenantScope>
    readonly find: (id: CardId) => Effect.Effect<CardSubscription, NotFound, TenantScope>
    /** Those of the newest cards first. */
    readonly list: (
      limit: number,
      after: Option.Option<CardId>
    ) => Effect.Effect<ReadonlyArray<CardSubscription>, never, TenantScope>
    /**
     * Notes that a payment took more than the running subscription of its card expects; answers its card and what was
     * expected, once a payment. The payment must be held.
     */
    readonly noteRise: (
      id: CardPaymentId
    ) => Effect.Effect<
      Option.Option<{ readonly cardId: CardId; readonly expected: bigint }>,
      never,
      TenantScope
    >
  }
>()("azals/ports/finance/CardSubscriptions") {}
