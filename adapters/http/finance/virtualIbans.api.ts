import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  MappedIban,
  MappedIbanId,
  MappedIbanState,
  NewMappedIban,
  ProviderAccountId
} from "../../../domain/finance/banking/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { intentProblems } from "./intents.problems.ts"
import { AccountNotOpenProblem } from "./transfers.problems.ts"
import { VirtualIbanNotThereProblem, VirtualIbanTakenProblem } from "./virtualIbans.problems.ts"

const params = { virtualIbanId: MappedIbanId }

export class VirtualIbansApi extends HttpApiGroup.make("virtualIbans")
  .add(
    HttpApiEndpoint.get("virtualIbans", "/banking/virtual-ibans", {
      query: {
        ...PageQuery,
        state: Schema.optional(MappedIbanState),
        providerAccountId: Schema.optional(ProviderAccountId)
      },
      success: Page(MappedIban)
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List the virtual IBANs that are mapped, newest first"),
    HttpApiEndpoint.post("addVirtualIban", "/banking/virtual-ibans", {
      headers: WriteHeaders,
      payload: NewMappedIban,
      success: MappedIban.pipe(HttpApiSchema.status(201)),
      error: [
        ...intentProblems,
        AccountNotOpenProblem,
        NotFoundProblem,
        VirtualIbanNotThereProblem,
        VirtualIbanTakenProblem
      ]
    })
      .annotate(Requires, "banking:write")
      .annotate(OpenApi.Summary, "Add a virtual IBAN for a customer, a property or a project")
      .annotate(
        OpenApi.Description,
        "The institution is asked for one more (`adding`, then `active` with its IBAN). With `iban`, one that the account " +
          "has already is taken, and nothing is asked. Movements and bank lines that come on it show what it is for " +
          "(`virtualIban`)."
      ),
    HttpApiEndpoint.get("virtualIban", "/banking/virtual-ibans/:virtualIbanId", {
      params,
      success: MappedIban,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One virtual IBAN, and what it is for"),
    HttpApiEndpoint.post("cancelVirtualIban", "/banking/virtual-ibans/:virtualIbanId/cancel", {
      params,
      headers: UpdateHeaders,
      success: MappedIban.pipe(HttpApiSchema.status(202)),
      error: [...intentProblems, IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "banking:write")
      .annotate(OpenApi.Summary, "Cancel a virtual IBAN: nothing arrives on it any more, for good")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Virtual IBANs")
  .annotate(
    OpenApi.Description,
    "IBANs that lead to one account, each for one customer, property or project: what arrives tells what it is for"
  ) {}
