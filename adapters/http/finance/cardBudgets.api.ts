import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Card,
  CardBudget,
  CardBudgetAssignment,
  CardBudgetChange,
  CardBudgetId,
  CardBudgetState,
  CardBudgetUse,
  CardId,
  NewCardBudget
} from "../../../domain/finance/cards/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { BudgetArchivedProblem, BudgetRenewsItselfProblem } from "./cardBudgets.problems.ts"

const params = { cardBudgetId: CardBudgetId }

const changing = {
  params,
  headers: UpdateHeaders,
  success: CardBudget,
  error: [BudgetArchivedProblem, NotFoundProblem, VersionConflictProblem]
} as const

export class CardBudgetsApi extends HttpApiGroup.make("cardBudgets")
  .add(
    HttpApiEndpoint.get("cardBudgets", "/cards/budgets", {
      query: { ...PageQuery, state: Schema.optional(CardBudgetState) },
      success: Page(CardBudget)
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "List the budgets that cards share, newest first"),
    HttpApiEndpoint.post("createCardBudget", "/cards/budgets", {
      headers: WriteHeaders,
      payload: NewCardBudget,
      success: CardBudget.pipe(HttpApiSchema.status(201)),
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Make a budget that cards can share"),
    HttpApiEndpoint.get("cardBudget", "/cards/budgets/:cardBudgetId", {
      params,
      success: CardBudgetUse,
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "One budget, with what each card has taken of it in its span"),
    HttpApiEndpoint.patch("changeCardBudget", "/cards/budgets/:cardBudgetId", {
      ...changing,
      payload: CardBudgetChange
    })
      .annotate(Requires, "cards:write")
      .annotate(
        OpenApi.Summary,
        "Change a budget: it holds for the next payment, and what was spent stays spent"
      ),
    HttpApiEndpoint.post("renewCardBudget", "/cards/budgets/:cardBudgetId/renew", {
      ...changing,
      error: [...changing.error, BudgetRenewsItselfProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Start the span of a budget anew that does not renew by itself"),
    HttpApiEndpoint.post("archiveCardBudget", "/cards/budgets/:cardBudgetId/archive", changing)
      .annotate(Requires, "cards:write")
      .annotate(
        OpenApi.Summary,
        "End a budget for good: its cards are refused until they have another, or none"
      ),
    HttpApiEndpoint.put("assignCardBudget", "/cards/:cardId/budget", {
      params: { cardId: CardId },
      headers: UpdateHeaders,
      payload: CardBudgetAssignment,
      success: Card,
      error: changing.error
    })
      .annotate(Requires, "cards:write")
      .annotate(
        OpenApi.Summary,
        "Have a card take from a budget, or from none: what it took before stays where it was taken"
      )
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Card budgets")
  .annotate(
    OpenApi.Description,
    "What several cards may spend together. A payment must fit the card's own limits and its budget; payments of all cards " +
      "of a budget are decided one after the other, so that they never pass it together. What is released or captured " +
      "counts as it does for the card; a refund gives no new room."
  ) {}
