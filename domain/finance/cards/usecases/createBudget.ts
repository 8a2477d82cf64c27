import { DateTime, Effect } from "effect"
import { CardBudgets } from "../../../../ports/finance/CardBudgets.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Members } from "../../../../ports/platform/Members.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { CardBudgetId, type NewCardBudget } from "../model/index.ts"

/** Makes a budget, of which no card takes yet. */
export const createBudget = Effect.fn("cards.createBudget")(function* (wanted: NewCardBudget) {
  const { write } = yield* UnitOfWork
  const { add } = yield* CardBudgets
  const events = yield* Events
  const members = yield* Members
  const id = CardBudgetId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      if (wanted.ownerId !== null) yield* members.find(wanted.ownerId)
      const budget = yield* add(id, wanted, yield* DateTime.now)
      yield* events.publish({ type: "cards.budget.created", entityId: id, payload: { name: budget.name } })
      return budget
    })
  )
})
