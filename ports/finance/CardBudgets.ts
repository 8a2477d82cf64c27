import { Context, type DateTime, type Effect, type Option } from "effect"
import type {
  CardBudget,
  CardBudgetId,
  CardBudgetState,
  CardBudgetUse,
  NewCardBudget
} from "../../domain/finance/cards/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** What several cards may spend together. A budget is always held before a card. */
export class CardBudgets extends Context.Service<
  CardBudgets,
  {
    readonly add: (
      id: CardBudgetId,
      budget: NewCardBudget,
      startedAt: DateTime.Utc
    ) => Effect.Effect<CardBudget, never, TenantScope>
    readonly find: (id: CardBudgetId) => Effect.Effect<CardBudget, NotFound, TenantScope>
    /** The same, held until the unit ends: payments of all its cards are decided one after the other. */
    readonly hold: (id: CardBudgetId) => Effect.Effect<CardBudget, NotFound, TenantScope>
    /** The newest first. */
    readonly list: (
      state: CardBudgetState | undefined,
      limit: number,
      after: Option.Option<CardBudgetId>
    ) => Effect.Effect<ReadonlyArray<CardBudget>, never, TenantScope>
    readonly change: (
      id: CardBudgetId,
      version: number,
      budget: Omit<CardBudget, "createdAt" | "id" | "version">
    ) => Effect.Effect<CardBudget, NotFound | VersionConflict, TenantScope>
    /** What its cards have taken since then: those that take from it, and those that did. */
    readonly sharesOf: (
      id: CardBudgetId,
      since: DateTime.Utc | null,
      now: DateTime.Utc
    ) => Effect.Effect<CardBudgetUse["cards"], never, TenantScope>
  }
>()("azals/ports/finance/CardBudgets") {}
