import { DateTime, Effect } from "effect"
import { CardBudgets } from "../../../../ports/finance/CardBudgets.ts"
import { EUR, type Money, money } from "../../../shared/Money.ts"
import { type CardBudgetId, budgetSpan, type CardBudgetUse } from "../model/index.ts"

/** A budget with what each card has taken of it in the span that runs now. */
export const budgetUse = Effect.fn("cards.budgetUse")(function* (id: CardBudgetId) {
  const { find, sharesOf } = yield* CardBudgets
  const budget = yield* find(id)
  const now = yield* DateTime.now
  const { since, until } = budgetSpan(budget, now)
  const cards = yield* sharesOf(id, since, now)
  const captured = sumOf(cards.map((card) => card.captured))
  const held = sumOf(cards.map((card) => card.held))
  const left = budget.limit.amount.minor - captured.minor - held.minor
  return {
    ...budget,
    since,
    until,
    captured,
    held,
    left: money(left < 0n ? 0n : left, EUR),
    cards
  } satisfies CardBudgetUse
})

const sumOf = (amounts: ReadonlyArray<Money>) =>
  money(
    amounts.reduce((sum, { minor }) => sum + minor, 0n),
    EUR
  )
