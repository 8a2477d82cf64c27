import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import {
  NewSigningAuthority,
  SigningAuthority,
  SigningAuthorityId
} from "../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"

const LastDay = Schema.Struct({ on: LocalDate }).annotate({
  identifier: "SigningAuthorityEnd",
  examples: [{ on: LocalDate.make("2026-12-31") }]
})

export class AuthoritiesApi extends HttpApiGroup.make("authorities")
  .add(
    HttpApiEndpoint.get("authorities", "/treasury/authorities", {
      query: { ...PageQuery, bankAccountId: Schema.optional(BankAccountId) },
      success: Page(SigningAuthority)
    })
      .annotate(Requires, "treasury:read")
      .annotate(OpenApi.Summary, "List who may authorise payments from which account, newest first"),
    HttpApiEndpoint.post("enterAuthority", "/treasury/authorities", {
      headers: WriteHeaders,
      payload: NewSigningAuthority,
      success: SigningAuthority.pipe(HttpApiSchema.status(201)),
      error: NotFoundProblem
    })
      .annotate(Requires, "identity:admin")
      .annotate(
        OpenApi.Summary,
        "Enter who may authorise; an account with a register is approved by it alone"
      ),
    HttpApiEndpoint.post("endAuthority", "/treasury/authorities/:signingAuthorityId/end", {
      params: { signingAuthorityId: SigningAuthorityId },
      headers: UpdateHeaders,
      payload: LastDay,
      success: SigningAuthority,
      error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "identity:admin")
      .annotate(OpenApi.Summary, "Say the last day of an authority")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Signing authorities")
  .annotate(
    OpenApi.Description,
    "Who may authorise payments from which account, alone or jointly, up to what"
  ) {}
