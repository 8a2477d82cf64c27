import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { CardBudgetId } from "../../../domain/finance/cards/model/index.ts"
import {
  archiveBudget,
  assignBudget,
  budgetUse,
  changeBudget,
  createBudget,
  renewBudget
} from "../../../domain/finance/cards/usecases/index.ts"
import { CardBudgets } from "../../../ports/finance/CardBudgets.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const cardBudgetsHandlers = HttpApiBuilder.group(Api, "cardBudgets", (handlers) =>
  handlers.handleAll({
    cardBudgets: ({ query: { state, ...page } }) =>
      Effect.flatMap(CardBudgets, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) => list(state, limit, after)
        )
      ),
    createCardBudget: ({ payload }) => createBudget(payload),
    cardBudget: ({ params }) => budgetUse(params.cardBudgetId),
    changeCardBudget: ({ headers, params, payload }) =>
      changeBudget(params.cardBudgetId, versionOf(headers["if-match"]), payload),
    renewCardBudget: ({ headers, params }) =>
      renewBudget(params.cardBudgetId, versionOf(headers["if-match"])),
    archiveCardBudget: ({ headers, params }) =>
      archiveBudget(params.cardBudgetId, versionOf(headers["if-match"])),
    assignCardBudget: ({ headers, params, payload }) =>
      assignBudget(params.cardId, versionOf(headers["if-match"]), payload.budgetId)
  })
)

const cursor = cursorOf(CardBudgetId)
