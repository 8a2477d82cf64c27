import { Context, type Effect, type Option } from "effect"
import type {
  Card,
  CardBudget,
  CardBudgetId,
  CardId,
  CardReassigned,
  CardState,
  NewCard
} from "../../domain/finance/cards/model/index.ts"
import type { ConnectionId } from "../../domain/finance/providers/model/index.ts"
import type { MemberId } from "../../domain/platform/identity/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The parts of a card that the company decides. */
export type CardPolicy = Pick<
  Card,
  | "analytics"
  | "blockAfterMissing"
  | "limits"
  | "memberId"
  | "name"
  | "receiptsRequired"
  | "remindAfterDays"
  | "rules"
  | "zone"
>

/** A card with the budget that it takes from, both held until the unit ends. */
export interface CardWithBudget {
  readonly card: Card
  readonly budget: CardBudget | null
}

/** The company's cards, without their numbers. */
export class Cards extends Context.Service<
  Cards,
  {
    readonly add: (id: CardId, card: NewCard) => Effect.Effect<Card, never, TenantScope>
    readonly find: (id: CardId) => Effect.Effect<Card, NotFound, TenantScope>
    /** The same, held until the unit ends: payments of one card are decided one after the other. */
    readonly hold: (id: CardId) => Effect.Effect<Card, NotFound, TenantScope>
    /** The cards of a member that have not ended, held until the unit ends. */
    readonly holdOf: (memberId: MemberId) => Effect.Effect<ReadonlyArray<Card>, never, TenantScope>
    readonly holdByReference: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<Card>, never, TenantScope>
    /** The same with the budget that it takes from, which is held first. Fails where the card was given another meanwhile. */
    readonly holdWithBudget: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<CardWithBudget>, CardReassigned, TenantScope>
    readonly byReference: (
      connectionId: ConnectionId,
      reference: string
    ) => Effect.Effect<Option.Option<Card>, never, TenantScope>
    /** The card that waits for this consent, for its issue or for a change. */
    readonly byConsent: (
      connectionId: ConnectionId,
      consentReference: string
    ) => Effect.Effect<Option.Option<Card>, never, TenantScope>
    /** The newest first. */
    readonly list: (
      state: CardState | undefined,
      limit: number,
      after: Option.Option<CardId>
    ) => Effect.Effect<ReadonlyArray<Card>, never, TenantScope>
    readonly change: (
      id: CardId,
      version: number,
      policy: CardPolicy
    ) => Effect.Effect<Card, NotFound | VersionConflict, TenantScope>
    readonly move: (
      id: CardId,
      version: number,
      state: CardState
    ) => Effect.Effect<Card, NotFound | VersionConflict, TenantScope>
    readonly assign: (
      id: CardId,
      version: number,
      budgetId: CardBudgetId | null
    ) => Effect.Effect<Card, NotFound | VersionConflict, TenantScope>
    /** What the issuer said of it. The card must be held. */
    readonly issued: (
      id: CardId,
      facts: Partial<Pick<Card, "consent" | "masked" | "numbersView" | "reference" | "state">>
    ) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/finance/Cards") {}
