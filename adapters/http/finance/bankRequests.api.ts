import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  BankRequest,
  BankRequestId,
  BankRequestState,
  NewDebitReturn,
  NewMandateChange,
  ProviderAccountId
} from "../../../domain/finance/banking/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"
import {
  BankRequestUnderWayProblem,
  DebitNotReturnableProblem,
  MandateNotChangeableProblem,
  MandateNotThereProblem
} from "./bankRequests.problems.ts"
import { intentProblems } from "./intents.problems.ts"

const params = { bankRequestId: BankRequestId }

const created = HttpApiSchema.status(201)

export class BankRequestsApi extends HttpApiGroup.make("bankRequests")
  .add(
    HttpApiEndpoint.get("bankRequests", "/banking/requests", {
      query: {
        ...PageQuery,
        state: Schema.optional(BankRequestState),
        providerAccountId: Schema.optional(ProviderAccountId)
      },
      success: Page(BankRequest)
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List what was asked about mandates and debits, newest first"),
    HttpApiEndpoint.get("bankRequest", "/banking/requests/:bankRequestId", {
      params,
      success: BankRequest,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One request, with the address of its consent while it waits for one"),
    HttpApiEndpoint.post("changeMandate", "/banking/mandate-changes", {
      headers: WriteHeaders,
      payload: NewMandateChange,
      success: BankRequest.pipe(created),
      error: [
        ...intentProblems,
        BankRequestUnderWayProblem,
        MandateNotChangeableProblem,
        MandateNotThereProblem,
        NotFoundProblem
      ]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Suspend a direct-debit mandate that was received, or resume it"),
    HttpApiEndpoint.post("returnDebit", "/banking/debit-returns", {
      headers: WriteHeaders,
      payload: NewDebitReturn,
      success: BankRequest.pipe(created),
      error: [...intentProblems, BankRequestUnderWayProblem, DebitNotReturnableProblem, NotFoundProblem]
    })
      .annotate(Requires, "transfers:write")
      .annotate(OpenApi.Summary, "Have a booked direct debit returned: a person consents, then it comes back")
      .annotate(
        OpenApi.Description,
        "The request is `done` when the movement that brings the whole debit back is booked. Where the debit stands in the " +
          "books, its entry is then posted back once (`reversalEntryId`), on the line of that movement."
      )
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Mandates and debits")
  .annotate(
    OpenApi.Description,
    "What is asked of institutions about direct-debit mandates that the company received, and debits made under them"
  ) {}
