import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  ForwardContract,
  ForwardContractId,
  ForwardState,
  NewForwardContract
} from "../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { ForwardAccountDiffersProblem } from "./forwards.problems.ts"

const params = { forwardContractId: ForwardContractId }

const Closing = Schema.Struct({ on: LocalDate }).annotate({
  identifier: "ForwardContractClosing",
  examples: [{ on: LocalDate.make("2027-02-15") }]
})

const closing = {
  params,
  headers: UpdateHeaders,
  payload: Closing,
  success: ForwardContract,
  error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
} as const

export class ForwardsApi extends HttpApiGroup.make("forwards")
  .add(
    HttpApiEndpoint.get("forwards", "/treasury/forwards", {
      query: { ...PageQuery, state: Schema.optional(ForwardState) },
      success: Page(ForwardContract)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List the register of forward exchange contracts, newest first"),
    HttpApiEndpoint.post("enterForward", "/treasury/forwards", {
      headers: WriteHeaders,
      payload: NewForwardContract,
      success: ForwardContract.pipe(HttpApiSchema.status(201)),
      error: [ForwardAccountDiffersProblem, NotFoundProblem]
    })
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Enter a contract as the bank confirmed it; it feeds exposure and ladders"),
    HttpApiEndpoint.get("forward", "/treasury/forwards/:forwardContractId", {
      params,
      success: ForwardContract,
      error: NotFoundProblem
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "One forward exchange contract"),
    HttpApiEndpoint.post("settleForward", "/treasury/forwards/:forwardContractId/settle", closing)
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Say that both amounts have moved, on a day of the window"),
    HttpApiEndpoint.post("endForward", "/treasury/forwards/:forwardContractId/end", closing)
      .annotate(Requires, "treasury:write")
      .annotate(OpenApi.Summary, "Say that a contract was given up: nothing of it moves")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Forward exchange contracts")
  .annotate(
    OpenApi.Description,
    "Currencies bought and sold forward at an agreed rate, for a day or a window: what they cover of the exposure"
  ) {}
