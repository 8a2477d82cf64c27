import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  CardDispute,
  CardDisputeId,
  CardDisputeState,
  CardMovementId,
  CardPaymentId,
  NewCardDispute
} from "../../../domain/finance/cards/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { RefusesCardNumbers, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"
import { BankAccountNotInEntryProblem, bankLineProblems } from "./banking.problems.ts"
import { NotDisputedProblem } from "./cardDisputes.problems.ts"
import { intentProblems } from "./intents.problems.ts"
import { letteringProblems } from "./lettering.problems.ts"
import { EventDiffersProblem, mappingProblems } from "./posting.problems.ts"

const Credit = Schema.Struct({ cardMovementId: CardMovementId }).annotate({
  identifier: "CardDisputeCredit",
  examples: [{ cardMovementId: CardMovementId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a33") }]
})

const params = { cardDisputeId: CardDisputeId }

const stepping = {
  params,
  headers: UpdateHeaders,
  success: CardDispute,
  error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
} as const

export class CardDisputesApi extends HttpApiGroup.make("cardDisputes")
  .add(
    HttpApiEndpoint.get("cardDisputes", "/cards/disputes", {
      query: {
        ...PageQuery,
        state: Schema.optional(CardDisputeState),
        cardPaymentId: Schema.optional(CardPaymentId)
      },
      success: Page(CardDispute)
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "List what the company disputes of card payments, newest first"),
    HttpApiEndpoint.post("disputeCardPayment", "/cards/disputes", {
      headers: WriteHeaders,
      payload: NewCardDispute,
      success: CardDispute.pipe(HttpApiSchema.status(201)),
      error: [AlreadyExistsProblem, NotDisputedProblem, NotFoundProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Write down that a card's debit is disputed, and what is to come back"),
    HttpApiEndpoint.get("cardDispute", "/cards/disputes/:cardDisputeId", {
      params,
      success: CardDispute,
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "One dispute, with the credits that came for it"),
    HttpApiEndpoint.post("creditCardDispute", "/cards/disputes/:cardDisputeId/credit", {
      ...stepping,
      payload: Credit,
      error: [
        ...stepping.error,
        ...entryProblems,
        ...mappingProblems,
        ...bankLineProblems,
        ...letteringProblems,
        AlreadyExistsProblem,
        BankAccountNotInEntryProblem,
        EventDiffersProblem,
        NotDisputedProblem
      ]
    })
      .annotate(Requires, "accounting:post")
      .annotate(
        OpenApi.Summary,
        "Link the refund that came for a dispute; it is posted, and all of it settles"
      ),
    HttpApiEndpoint.post("loseCardDispute", "/cards/disputes/:cardDisputeId/lose", stepping)
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Note that no more comes back of what is disputed"),
    HttpApiEndpoint.post("withdrawCardDispute", "/cards/disputes/:cardDisputeId/withdraw", stepping)
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Dispute no longer"),
    HttpApiEndpoint.post("askIssuerToDispute", "/cards/disputes/:cardDisputeId/ask-issuer", {
      params,
      headers: WriteHeaders,
      success: CardDispute,
      error: [...intentProblems, NotFoundProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(
        OpenApi.Summary,
        "Ask the issuer to take a dispute up: refused where it is not known to do so"
      )
  )
  .annotateEndpoints(RefusesCardNumbers, true)
  .middleware(Credential)
  .annotate(OpenApi.Title, "Card disputes")
  .annotate(
    OpenApi.Description,
    "What the company disputes of its own card payments: why, and what is expected back. The refund that brings it is " +
      "linked and posted. No issuer's published interface takes a dispute: it is opened with the issuer by other means."
  ) {}
