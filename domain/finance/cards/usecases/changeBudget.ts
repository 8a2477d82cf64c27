import { DateTime, Effect } from "effect"
import { CardBudgets } from "../../../../ports/finance/CardBudgets.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import {
  BudgetArchived,
  BudgetRenewsItself,
  type CardBudget,
  type CardBudgetChange,
  type CardBudgetId,
  renewsItself
} from "../model/index.ts"

/** Changes a budget: what it says holds for the next payment. What was spent stays spent, in whatever span it falls. */
export const changeBudget = Effect.fn("cards.changeBudget")(function* (
  id: CardBudgetId,
  version: number,
  change: CardBudgetChange
) {
  const { write } = yield* UnitOfWork
  const members = yield* Members
  return yield* write(
    Effect.gen(function* () {
      const budget = yield* usable(id)
      if (typeof change.ownerId === "string") yield* members.find(change.ownerId)
      return yield* kept("changed", version, { ...budget, ...change })
    })
  )
})

/** Starts the span of a budget anew that does not renew by itself: all of the amount is there again. */
export const renewBudget = Effect.fn("cards.renewBudget")(function* (id: CardBudgetId, version: number) {
  const { write } = yield* UnitOfWork
  return yield* write(
    Effect.gen(function* () {
      const budget = yield* usable(id)
      if (renewsItself(budget)) return yield* new BudgetRenewsItself({ budget: budget.name })
      return yield* kept("renewed", version, { ...budget, startedAt: yield* DateTime.now })
    })
  )
})

/** Ends a budget for good: cards that take from it are refused until they have another, or none. */
export const archiveBudget = Effect.fn("cards.archiveBudget")(function* (id: CardBudgetId, version: number) {
  const { write } = yield* UnitOfWork
  return yield* write(
    Effect.flatMap(usable(id), (budget) => kept("archived", version, { ...budget, state: "archived" }))
  )
})

const usable = Effect.fnUntraced(function* (id: CardBudgetId) {
  const { hold } = yield* CardBudgets
  const budget = yield* hold(id)
  return budget.state === "active" ? budget : yield* new BudgetArchived({ budget: budget.name })
})

const kept = Effect.fnUntraced(function* (
  verb: "archived" | "changed" | "renewed",
  version: number,
  { id, ...budget }: CardBudget
) {
  const { change } = yield* CardBudgets
  const { publish } = yield* Events
  const now = yield* change(id, version, budget)
  yield* publish({ type: `cards.budget.${verb}`, entityId: id, payload: { name: now.name } })
  return now
})
