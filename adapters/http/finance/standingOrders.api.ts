import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewStandingOrder,
  ProviderAccountId,
  StandingOrder,
  StandingOrderId,
  StandingOrderState
} from "../../../domain/finance/banking/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { intentProblems } from "./intents.problems.ts"
import {
  AccountNotOpenProblem,
  ExecutionDateNotAheadProblem,
  TransferCurrencyDiffersProblem
} from "./transfers.problems.ts"

const params = { standingOrderId: StandingOrderId }

export class StandingOrdersApi extends HttpApiGroup.make("standingOrders")
  .add(
    HttpApiEndpoint.get("standingOrders", "/standing-orders", {
      query: {
        ...PageQuery,
        state: Schema.optional(StandingOrderState),
        providerAccountId: Schema.optional(ProviderAccountId)
      },
      success: Page(StandingOrder)
    })
      .annotate(Requires, "transfers:read")
      .annotate(OpenApi.Summary, "List the standing orders, newest first"),
    HttpApiEndpoint.post("scheduleStandingOrder", "/standing-orders", {
      headers: WriteHeaders,
      payload: NewStandingOrder,
      success: StandingOrder.pipe(HttpApiSchema.status(201)),
      error: [
        ...intentProblems,
        AccountNotOpenProblem,
        ExecutionDateNotAheadProblem,
        NotFoundProblem,
        TransferCurrencyDiffersProblem
      ]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Pay the same amount again and again: a person consents first")
      .annotate(
        OpenApi.Description,
        "The institution checks the payee when it takes the order (`payeeAnswer`), and a person consents there " +
          "(`consent.url`). What it pays are movements and bank lines like others; nothing is posted by itself."
      ),
    HttpApiEndpoint.get("standingOrder", "/standing-orders/:standingOrderId", {
      params,
      success: StandingOrder,
      error: NotFoundProblem
    })
      .annotate(Requires, "transfers:read")
      .annotate(
        OpenApi.Summary,
        "One standing order, with the address of its consent while it waits for one"
      ),
    HttpApiEndpoint.post("cancelStandingOrder", "/standing-orders/:standingOrderId/cancel", {
      params,
      headers: UpdateHeaders,
      success: StandingOrder.pipe(HttpApiSchema.status(202)),
      error: [...intentProblems, IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Cancel a standing order: nothing more is paid by it")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Standing orders")
  .annotate(OpenApi.Description, "What the company has an institution pay again and again") {}
