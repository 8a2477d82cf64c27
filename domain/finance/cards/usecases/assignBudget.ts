import { Effect } from "effect"
import { CardBudgets } from "../../../../ports/finance/CardBudgets.ts"
import { Cards } from "../../../../ports/finance/Cards.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { BudgetArchived, type CardBudgetId, type CardId } from "../model/index.ts"

/**
 * Has a card take from a budget, or from none, from its next payment on. What it took before stays with the budget of
 * before, and with it all that becomes of it.
 */
export const assignBudget = Effect.fn("cards.assignBudget")(function* (
  cardId: CardId,
  version: number,
  budgetId: CardBudgetId | null
) {
  const { write } = yield* UnitOfWork
  const cards = yield* Cards
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      if (budgetId !== null) yield* openBudget(budgetId)
      yield* cards.hold(cardId)
      const card = yield* cards.assign(cardId, version, budgetId)
      yield* events.publish({ type: "cards.card.budget_assigned", entityId: cardId, payload: { budgetId } })
      return card
    })
  )
})

/** A budget that takes cards, held until the unit ends; no card may be held before. */
export const openBudget = Effect.fnUntraced(function* (id: CardBudgetId) {
  const { hold } = yield* CardBudgets
  const budget = yield* hold(id)
  if (budget.state === "archived") return yield* new BudgetArchived({ budget: budget.name })
  return budget
})
