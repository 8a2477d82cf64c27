import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  CardRefusal,
  CardRequest,
  CardRequestId,
  CardRequestState,
  NewCardRequest
} from "../../../domain/finance/cards/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { RefusesCardNumbers, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { BudgetArchivedProblem } from "./cardBudgets.problems.ts"
import { HolderLeftProblem } from "./cardHolders.problems.ts"
import { OthersCardRequestProblem, OwnCardRequestProblem } from "./cardRequests.problems.ts"
import { intentProblems } from "./intents.problems.ts"

const params = { cardRequestId: CardRequestId }

const stepping = { params, headers: UpdateHeaders, success: CardRequest } as const

const steps = [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem] as const

const listing = {
  query: { ...PageQuery, state: Schema.optional(CardRequestState) },
  success: Page(CardRequest)
}

export class CardRequestsApi extends HttpApiGroup.make("cardRequests")
  .add(
    HttpApiEndpoint.get("cardRequests", "/cards/requests", listing)
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "List the requests for cards, newest first"),
    HttpApiEndpoint.get("ownCardRequests", "/cards/my-requests", listing)
      .annotate(Requires, "cards:request")
      .annotate(OpenApi.Summary, "List the requests for cards that the caller made, newest first"),
    HttpApiEndpoint.post("askForCard", "/cards/requests", {
      headers: WriteHeaders,
      payload: NewCardRequest,
      success: CardRequest.pipe(HttpApiSchema.status(201)),
      error: [HolderLeftProblem, NotFoundProblem]
    })
      .annotate(Requires, "cards:request")
      .annotate(OpenApi.Summary, "Ask for a card, which another person approves or refuses"),
    HttpApiEndpoint.get("cardRequest", "/cards/requests/:cardRequestId", {
      params,
      success: CardRequest,
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "One request for a card"),
    HttpApiEndpoint.put("changeCardRequest", "/cards/requests/:cardRequestId", {
      ...stepping,
      payload: NewCardRequest,
      error: [...steps, HolderLeftProblem, OthersCardRequestProblem]
    })
      .annotate(Requires, "cards:request")
      .annotate(OpenApi.Summary, "Ask otherwise: a decision on the request as it was no longer counts"),
    HttpApiEndpoint.post("withdrawCardRequest", "/cards/requests/:cardRequestId/withdraw", {
      ...stepping,
      error: [...steps, HolderLeftProblem, OthersCardRequestProblem]
    })
      .annotate(Requires, "cards:request")
      .annotate(OpenApi.Summary, "Ask no longer"),
    HttpApiEndpoint.post("approveCardRequest", "/cards/requests/:cardRequestId/approve", {
      ...stepping,
      error: [...intentProblems, ...steps, BudgetArchivedProblem, HolderLeftProblem, OwnCardRequestProblem]
    })
      .annotate(Requires, "cards:approve")
      .annotate(
        OpenApi.Summary,
        "Approve a request at the version that was read: that card is asked of its issuer"
      ),
    HttpApiEndpoint.post("refuseCardRequest", "/cards/requests/:cardRequestId/refuse", {
      ...stepping,
      payload: CardRefusal,
      error: [...steps, OwnCardRequestProblem]
    })
      .annotate(Requires, "cards:approve")
      .annotate(OpenApi.Summary, "Refuse a request, with the reason")
  )
  .annotateEndpoints(RefusesCardNumbers, true)
  .middleware(Credential)
  .annotate(OpenApi.Title, "Card requests")
  .annotate(
    OpenApi.Description,
    "Cards that people ask others for. Nobody decides on what he asked for, or on a card that he will answer for. What is " +
      "approved is the request at the version that the decider read, and that card, to the letter, is asked of its issuer, once."
  ) {}
